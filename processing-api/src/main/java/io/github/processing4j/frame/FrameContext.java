package io.github.processing4j.frame;

import io.github.processing4j.Context;
import io.github.processing4j.Processing;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.StartMethods;

/** The context of frame workers that name none: standby JVMs, unless the program has chosen. */
final class FrameContext {
  private static final String STANDBY = "standby";

  private FrameContext() {}

  static Context get() {
    return StartMethods.chosen() == null && Providers.get().startMethods().contains(STANDBY)
        ? Processing.getContext(STANDBY)
        : Processing.getContext();
  }
}
