package io.github.processing4j.runtime.session;

import java.nio.file.Path;

/** What a start does for the sessions of others, for tests. */
public final class NextStart {
  private NextStart() {}

  /** Deletes those of this root in which nobody lives. */
  public static void sweep(Path root) {
    Sweeper.sweep(root);
  }
}
