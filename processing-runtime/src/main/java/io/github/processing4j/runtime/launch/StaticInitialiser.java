package io.github.processing4j.runtime.launch;

import java.util.HashSet;
import java.util.Set;

/**
 * Refuses to have something run elsewhere from the static initialiser of its own class: the other JVM
 * would run that again, and have it run in yet another. Thread-safe.
 */
public final class StaticInitialiser {
  private StaticInitialiser() {}

  /** Whether this thread is initialising any class. */
  public static boolean isRunning() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
  }

  /**
   * Throws if this thread is initialising a class, or one around it.
   *
   * @param why the first words of the message, with {@code %s} for the class
   * @throws IllegalStateException if it is
   */
  public static void refuse(Class<?> type, String why) {
    Set<String> names = new HashSet<>();
    for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
      names.add(outer.getName());
    }
    boolean initialising =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames.anyMatch(
                        frame ->
                            frame.getMethodName().equals("<clinit>")
                                && names.contains(frame.getClassName())));
    if (initialising) {
      throw new IllegalStateException(
          why.replace("%s", type.getName())
              + " from main or another method, not from a static initialiser");
    }
  }
}
