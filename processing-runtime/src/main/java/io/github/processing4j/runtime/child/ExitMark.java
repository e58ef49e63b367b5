package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.session.ShutdownSignal;
import java.io.IOException;

/**
 * Shutdown hook that marks on the page that the JVM exits in order, and by which signal: for a JVM
 * that gets SIGTERM exits like one that calls {@code System.exit(143)}.
 */
final class ExitMark extends Thread {
  private final StatusPage page;

  ExitMark(StatusPage page) {
    super(null, null, "processing-exit", 0, false);
    this.page = page;
  }

  @Override
  public void run() {
    try {
      page.orderly(ShutdownSignal.current());
    } catch (IOException e) {
      // The parent is gone with the page.
    }
  }
}
