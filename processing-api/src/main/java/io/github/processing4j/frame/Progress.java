package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/**
 * Where work tells how far it is. Reports are coalesced: the loop sees the newest each frame.
 *
 * <p>Thread-safe; no method waits for the reader.
 */
public interface Progress {

  /**
   * Tells how far the work is.
   *
   * @param fraction 0 to 1; NaN for unknown; values outside are moved to the nearer end
   * @param message for people; may be empty
   */
  void update(double fraction, String message);

  /**
   * Publishes something for the loop, such as an image in the making.
   *
   * @param payload serialisable if the work runs in a process, where it is copied at once; null takes
   *     the last one back
   * @throws io.github.processing4j.NotSendableException if it cannot be sent
   */
  void publish(@Nullable Object payload);
}
