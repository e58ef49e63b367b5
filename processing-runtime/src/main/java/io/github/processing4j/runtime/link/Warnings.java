package io.github.processing4j.runtime.link;

import io.github.processing4j.runtime.session.Log;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warnings about what strangers do, each at most once in ten seconds: whoever can connect could fill
 * the log otherwise, and keep the link thread busy with it. Not thread-safe.
 */
final class Warnings {
  private static final long QUIET_NANOS = 10_000_000_000L;

  /** When it was last said, and how often it was not said since. */
  private final Map<String, long[]> kinds = new HashMap<>();

  /**
   * Warns, unless it did just now. Never throws: without descriptors, for one, the classes of the log
   * may be out of reach.
   *
   * @param what one of a few constants
   */
  void warn(String what, @Nullable Throwable why) {
    long now = System.nanoTime();
    long[] kind = kinds.get(what);
    if (kind == null) {
      kind = new long[2];
      kinds.put(what, kind);
    } else if (now - kind[0] < QUIET_NANOS) {
      kind[1]++;
      return;
    }
    String often = kind[1] == 0 ? "" : " (and " + kind[1] + " times more since it was told)";
    kind[0] = now;
    kind[1] = 0;
    try {
      Log.of(LinkServer.class).warn(what + often, why);
    } catch (RuntimeException | Error e) {
      kind[1] = 1;
    }
  }
}
