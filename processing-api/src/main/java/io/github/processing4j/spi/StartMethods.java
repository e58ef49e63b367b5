package io.github.processing4j.spi;

import org.jspecify.annotations.Nullable;

/** Which start method this JVM has been told to use. Thread-safe. */
public final class StartMethods {
  /** The system property that names the start method of processes that name no context. */
  public static final String PROPERTY = "processing4j.startMethod";

  private static volatile @Nullable String set;

  private StartMethods() {}

  /** Sets the one of this JVM and of the children that it starts later. */
  public static void set(String startMethod) {
    set = startMethod;
  }

  /**
   * The one that the program has set, or the parent's program, or the system property; null if the
   * choice is left to the library.
   */
  public static @Nullable String chosen() {
    String chosen = set;
    if (chosen != null) {
      return chosen;
    }
    String inherited = Providers.get().self().startMethod();
    return inherited != null ? inherited : System.getProperty(PROPERTY);
  }
}
