package io.github.processing4j.runtime.process;

import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.launch.ProgressForm;
import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.link.LinkListener;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hears the link of one child, and tells the listener of its task, if it has one.
 *
 * <p>The link thread only passes on; what came is decoded on the reaper's thread, and of progress that
 * piles up only the newest.
 */
final class ChildListener implements LinkListener {
  /**
   * How long the link of a process that has ended may stay open, counted in looks, so that a pause of
   * this JVM is none of the link's: a program that the child's native code has forked may hold it.
   */
  private static final int LOOKS = 10;

  private static final long LOOK_MILLIS = 100;

  private final String name;
  private final @Nullable TaskListener listener;
  private final AtomicReference<byte @Nullable []> newestProgress = new AtomicReference<>();
  private volatile @Nullable LocalProcess child;

  // These belong to the reaper's thread.
  private boolean told;
  private boolean linkClosed;
  private @Nullable ExitStatus endOfProcess;

  ChildListener(String name, Work work) {
    this.name = name;
    listener = work instanceof Work.OfTask task ? task.listener() : null;
  }

  void child(LocalProcess process) {
    child = process;
    if (listener != null) {
      process.onExit().thenAccept(status -> Reaper.execute(() -> ended(process, status)));
    }
  }

  @Override
  public void connected() {
    LocalProcess process = child;
    if (process != null) {
      process.linkConnected();
    }
  }

  @Override
  public void received(byte type, byte[] body) {
    if (listener == null) {
      return;
    }
    if (type == Frames.PROGRESS) {
      if (newestProgress.getAndSet(body) == null) {
        Reaper.execute(this::tellProgress);
      }
    } else if (type == Frames.RESULT) {
      Reaper.execute(() -> tellResult(body));
    }
  }

  private void tellProgress() {
    byte[] body = newestProgress.getAndSet(null);
    if (body == null || told) {
      return;
    }
    try {
      ProgressSnapshot progress = ProgressForm.read(body);
      requireListener().progressed(progress.fraction(), progress.message(), progress.payload());
    } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
      Log.of(ChildListener.class).warn("progress of {} cannot be read", name, e);
    }
  }

  private void tellResult(byte[] body) {
    if (told) {
      return;
    }
    told = true;
    Object result;
    try {
      result = new Decoder(body).takeValue();
    } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
      requireListener().failed(e);
      return;
    }
    requireListener().succeeded(result);
  }

  /** Its end was seen, and all that it sent came before: the link tells its end last. */
  private void ended(LocalProcess process, ExitStatus status) {
    if (linkClosed) {
      tellEnd(process, status);
    } else {
      endOfProcess = status;
      awaitEndOfLink(process, status, LOOKS);
    }
  }

  private void awaitEndOfLink(LocalProcess process, ExitStatus status, int looks) {
    if (told) {
      return;
    }
    if (looks == 0) {
      tellEnd(process, status);
    } else {
      Reaper.executeAfter(LOOK_MILLIS, () -> awaitEndOfLink(process, status, looks - 1));
    }
  }

  private void tellEnd(LocalProcess process, ExitStatus status) {
    if (told) {
      return;
    }
    told = true;
    if (process.mayTakeAReplay()) {
      try {
        DaemonThreads.start(
            "processing-replay-" + process.pid(), () -> tellFailure(process, status));
        return;
      } catch (OutOfMemoryError e) {
        Log.of(ChildListener.class).debug("no thread to see why {} did not begin", name, e);
      }
    }
    tellFailure(process, status);
  }

  private void tellFailure(LocalProcess process, ExitStatus status) {
    Throwable failure = process.failure();
    requireListener()
        .failed(
            failure != null
                ? failure
                : new ProcessDiedException(
                    "process "
                        + name
                        + " (pid "
                        + process.pid()
                        + ") ended "
                        + status.inWords()
                        + " before it gave its result"
                        + (process.stderr().isEmpty()
                            ? ""
                            : "; its last words: " + process.stderr()),
                    process.pid(),
                    status.code(),
                    process.stderr()));
  }

  @Override
  public void closed() {
    Reaper.execute(
        () -> {
          linkClosed = true;
          // Not looked at before: a child can be gone before start() has told who it is.
          LocalProcess process = child;
          if (process != null) {
            process.linkClosed();
          }
          ExitStatus status = endOfProcess;
          if (status != null && process != null && listener != null) {
            tellEnd(process, status);
          }
        });
  }

  private TaskListener requireListener() {
    TaskListener known = listener;
    if (known == null) {
      throw new IllegalStateException(name + " has no task");
    }
    return known;
  }
}
