package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/** How the main thread of a worker is found by each call, whatever the one before it has set. */
final class MainState {
  private final Thread main = Thread.currentThread();
  private final @Nullable ClassLoader loader = main.getContextClassLoader();
  private final String name = main.getName();
  private final int priority = main.getPriority();

  /** To be called by the main thread. */
  void restore() {
    Thread.interrupted();
    if (main.getContextClassLoader() != loader) {
      main.setContextClassLoader(loader);
    }
    if (!main.getName().equals(name)) {
      main.setName(name);
    }
    if (main.getPriority() != priority) {
      main.setPriority(priority);
    }
    main.setUncaughtExceptionHandler(null);
  }
}
