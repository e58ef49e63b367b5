package io.github.processing4j.runtime.memory;

import io.github.processing4j.runtime.session.Session;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The session of this JVM, as the floors above know to find it: in a child it is the parent's. */
public final class Home {
  private static volatile @Nullable Supplier<Session> finder;

  private Home() {}

  /** Sets how it is found. */
  public static void foundBy(Supplier<Session> how) {
    finder = how;
  }

  /** The session. */
  public static Session session() {
    Supplier<Session> how = finder;
    return how != null ? how.get() : Session.current();
  }
}
