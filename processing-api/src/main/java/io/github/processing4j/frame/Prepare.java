package io.github.processing4j.frame;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.spi.Providers;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Gets the engine ready to start processes, and then runs a worker that does nothing, so that the first
 * one of the program finds the way known.
 */
final class Prepare implements Runnable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public void run() {
    try {
      Providers.get().engine(FrameContext.get().getStartMethod()).prepare();
      rehearse().await(LIMIT);
    } catch (ProcessingException e) {
      // The first start will say it to its caller.
      System.getLogger(Prepare.class.getName()).log(Level.DEBUG, "cannot prepare processes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FrameWorker<String> rehearse() {
    String text = "ready";
    ProgressTask<String> task =
        progress -> {
          progress.update(1, text);
          return text;
        };
    return FrameWorker.inProcess(task);
  }
}
