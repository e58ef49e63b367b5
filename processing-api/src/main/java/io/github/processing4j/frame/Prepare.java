package io.github.processing4j.frame;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.spi.Providers;
import java.lang.System.Logger.Level;

/** Gets the engine ready to start processes. */
final class Prepare implements Runnable {
  @Override
  public void run() {
    try {
      Providers.get().engine(FrameContext.get().getStartMethod()).prepare();
    } catch (ProcessingException e) {
      // The first start will say it to its caller.
      System.getLogger(Prepare.class.getName()).log(Level.DEBUG, "cannot prepare processes", e);
    }
  }
}
