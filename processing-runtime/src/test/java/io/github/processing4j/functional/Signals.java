package io.github.processing4j.functional;

import java.lang.reflect.Proxy;

/** Handles signals in this JVM, by {@code sun.misc.Signal}, against which javac warns. */
final class Signals {
  private Signals() {}

  /** Runs an action in place of what the JVM does at a signal. */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
