package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.memory.Warmup;
import java.io.File;

/** Makes the first mapping of this JVM cheap, beside the main thread, whose target will map something. */
final class MapWarmer extends Thread {
  private final File page;

  MapWarmer(File page) {
    super(null, null, "processing-map-warmer", 0, false);
    this.page = page;
    setDaemon(true);
  }

  @Override
  public void run() {
    Warmup.run(page);
  }
}
