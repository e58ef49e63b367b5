package io.github.processing4j.runtime.child;

import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/**
 * Defines a hidden class for nothing, beside the main thread, which is about to define the one that
 * calls the target: the first one costs a JVM since 24 some milliseconds, because it is parsed in Java.
 */
final class CallWarmer extends Thread {
  /** The class file of an empty class of this package. */
  private static final String EMPTY_CLASS =
      "\312\376\272\276\000\000\000\075\000\005\001\000\051"
          + "io/github/processing4j/runtime/child/Warm"
          + "\007\000\001\001\000\020"
          + "java/lang/Object"
          + "\007\000\003\020\060\000\002\000\004\000\000\000\000\000\000\000\000";

  CallWarmer() {
    super(null, null, "processing-warmer", 0, false);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      MethodHandles.lookup()
          .defineHiddenClass(EMPTY_CLASS.getBytes(StandardCharsets.ISO_8859_1), false);
    } catch (IllegalAccessException | LinkageError e) {
      // The one that matters will say it.
    }
  }
}
