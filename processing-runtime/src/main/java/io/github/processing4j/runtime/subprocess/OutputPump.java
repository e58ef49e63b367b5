package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.spawn.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads all output of a program. */
final class OutputPump implements Runnable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final CountDownLatch begin = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable ByteArrayOutputStream read = new ByteArrayOutputStream();
  private @Nullable Throwable failure;
  private volatile boolean discards;
  private boolean started;

  OutputPump(InputStream in) {
    this.in = in;
  }

  void start(String name) {
    started = true;
    DaemonThreads.start(name, this);
  }

  /**
   * Holds the stream's own lock while it reads: when the program has ended, the JDK takes that lock to
   * close the stream, and would cut off what the program's children have yet to write.
   */
  @Override
  public void run() {
    synchronized (in) {
      begin.countDown();
      try {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          keep(chunk, n);
        }
      } catch (IOException | OutOfMemoryError e) {
        failure = e;
      } finally {
        end.countDown();
      }
    }
  }

  /** What there is no room for is thrown away, so that the program comes to its end. */
  private void keep(byte[] chunk, int length) {
    ByteArrayOutputStream to = read;
    if (discards) {
      read = null;
    } else if (to != null) {
      try {
        to.write(chunk, 0, length);
      } catch (OutOfMemoryError e) {
        failure = e;
        read = null;
      }
    }
  }

  /** Waits until the stream is held. */
  void awaitBegin() throws InterruptedException {
    begin.await();
  }

  /** Waits until all is read. */
  boolean await(long nanos) throws InterruptedException {
    return end.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** What was read, once all is; of none, if it is null. */
  static Output output(@Nullable OutputPump pump) {
    if (pump == null) {
      return new Output(new byte[0]);
    }
    if (pump.failure != null) {
      throw new ProcessingException("cannot read the output of the program", pump.failure);
    }
    ByteArrayOutputStream read = pump.read;
    if (read == null) {
      throw new IllegalStateException("closed before all output was read");
    }
    pump.read = null;
    return new Output(read.toByteArray());
  }

  /** Closes the stream, or where it is being read, has the rest thrown away. */
  void close() throws IOException {
    if (started) {
      discards = true;
    } else {
      in.close();
    }
  }
}
