package io.github.processing4j.runtime.child;

import io.github.processing4j.VersionMismatchException;
import io.github.processing4j.runtime.launch.Payload;

/** What a child says that was started by another version of the library. */
final class VersionCheck {
  private VersionCheck() {}

  static void fail(String parents) {
    throw new VersionMismatchException(
        "the parent runs processing4j "
            + parents
            + ", this child "
            + Payload.VERSION
            + ": its class path finds another version; give both the same");
  }
}
