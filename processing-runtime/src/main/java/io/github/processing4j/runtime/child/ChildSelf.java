package io.github.processing4j.runtime.child;

import io.github.processing4j.Process;
import org.jspecify.annotations.Nullable;

/** The object that was sent to run in this child, if one was. */
public final class ChildSelf {
  private static volatile @Nullable Process instance;

  private ChildSelf() {}

  static void instance(Process sent) {
    instance = sent;
  }

  /** The object, or null. */
  public static @Nullable Process instance() {
    return instance;
  }
}
