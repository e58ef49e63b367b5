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

  private final Map<String, Kind> kinds = new HashMap<>();

  private static final class Kind {
    long lastNanos;
    long unsaid;
  }

  /**
   * Warns, unless it did just now.
   *
   * @param what one of a few constants
   */
  void warn(String what, @Nullable Throwable why) {
    long now = System.nanoTime();
    Kind kind = kinds.get(what);
    if (kind == null) {
      kind = new Kind();
      kinds.put(what, kind);
    } else if (now - kind.lastNanos < QUIET_NANOS) {
      kind.unsaid++;
      return;
    }
    kind.lastNanos = now;
    String often =
        kind.unsaid == 0 ? "" : " (and " + kind.unsaid + " times more since it was told)";
    kind.unsaid = 0;
    Log.of(LinkServer.class).warn(what + often, why);
  }
}
