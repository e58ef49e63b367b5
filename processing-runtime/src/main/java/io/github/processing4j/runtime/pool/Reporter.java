package io.github.processing4j.runtime.pool;

import io.github.processing4j.frame.Progress;
import io.github.processing4j.runtime.child.MainThread;
import io.github.processing4j.runtime.launch.ProgressForm;
import io.github.processing4j.runtime.queue.ItemQueue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a worker tell of themselves, on its way to the parent: the newest alone, a few hundred
 * times a second at most, and no more before the parent has taken what there is. What was told before a
 * call ended is sent before its result. Thread-safe.
 */
final class Reporter implements Runnable {
  /** A frame of the quickest screens has 4 ms. */
  private static final long PAUSE_MILLIS = 2;

  private static final byte[] BEGINS = new byte[0];

  private final ItemQueue answers;
  private final long worker;
  private boolean isStarted;

  /** The chunk of the call that runs, or 0. */
  private long chunk;

  private byte @Nullable [] newest;

  Reporter(ItemQueue answers, long worker) {
    this.answers = answers;
    this.worker = worker;
  }

  /** A call begins; answers by what it may tell more. */
  synchronized Progress begin(long newChunk) {
    chunk = newChunk;
    newest = null;
    send(BEGINS);
    return new OfCall(this, newChunk);
  }

  /** The call is over; its result was not sent yet. */
  synchronized void end() {
    flush();
    chunk = 0;
  }

  private synchronized void tell(long of, byte[] report) {
    if (of != chunk) {
      // Of a thread that the call has left behind.
      return;
    }
    newest = report;
    if (!isStarted) {
      isStarted = true;
      Thread thread = new Thread(null, this, "processing-reports", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  private void flush() {
    byte[] report = newest;
    if (report != null) {
      newest = null;
      send(report);
    }
  }

  private void send(byte[] report) {
    byte[] message = Messages.ofCall(worker, chunk, report);
    answers.put(Messages.REPORT, message, 0, message.length, List.of());
  }

  @Override
  public void run() {
    try {
      while (true) {
        awaitNews();
        // Also so that what follows at once is sent with it.
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        if (answers.isEmpty()) {
          synchronized (this) {
            flush();
          }
        }
      }
    } catch (InterruptedException e) {
      // Nobody's; what calls tell is sent when they end.
    }
  }

  private synchronized void awaitNews() throws InterruptedException {
    while (newest == null) {
      wait();
    }
  }

  /** What one call tells. */
  private static final class OfCall implements Progress {
    private final Reporter reporter;
    private final long chunk;
    private double fraction = Double.NaN;
    private String message = "";
    private @Nullable Object payload;

    OfCall(Reporter reporter, long chunk) {
      this.reporter = reporter;
      this.chunk = chunk;
    }

    @Override
    public synchronized void update(double newFraction, String newMessage) {
      MainThread.checkStop();
      fraction = Math.min(1, Math.max(0, newFraction));
      message = newMessage;
      tell();
    }

    @Override
    public synchronized void publish(@Nullable Object newPayload) {
      MainThread.checkStop();
      payload = newPayload;
      tell();
    }

    private void tell() {
      reporter.tell(chunk, ProgressForm.write(fraction, message, payload));
    }
  }
}
