package io.github.processing4j.frame;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gets the engine ready to start processes, and then runs a task that does nothing, so that the first
 * one of the program finds the way known.
 */
final class Prepare implements Runnable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  @Override
  public void run() {
    FrameTimer.prepare();
    try {
      Engine engine = Providers.get().engine(FrameContext.get().getStartMethod());
      engine.prepare();
      engine.start(rehearsal()).join(LIMIT_NANOS);
    } catch (ProcessingException e) {
      // The first start will say it to its caller.
      System.getLogger(Prepare.class.getName()).log(Level.DEBUG, "cannot prepare processes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not a process of the program: it takes no number, and is no active child. */
  private static ProcessSpec rehearsal() {
    String text = "ready";
    ProgressTask<String> task =
        progress -> {
          progress.update(1, text);
          return text;
        };
    return ProcessSpec.ofOurOwn("prepare", new Work.OfTask(task, null, new Nobody()));
  }

  /** Nobody is told. */
  private static final class Nobody implements TaskListener {
    @Override
    public void progressed(double fraction, String message, @Nullable Object payload) {}

    @Override
    public void succeeded(@Nullable Object result) {}

    @Override
    public void failed(Throwable failure) {}
  }
}
