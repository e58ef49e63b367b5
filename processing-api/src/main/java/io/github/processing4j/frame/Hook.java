package io.github.processing4j.frame;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something for the frame thread to do, as a link of the chains of {@link HookQueue}. It is made
 * when its task is enqueued, so that no frame allocates.
 */
abstract class Hook {
  /** In the chain of arrivals. Written before it arrives. */
  @Nullable Hook nextArrived;

  /** In the chain of what is due. For the frame thread alone. */
  @Nullable Hook nextDue;

  /** Takes it from the arrivals to where it belongs. In the frame thread. */
  abstract void arrived(HookQueue queue);

  /**
   * Calls the user's hook. In the frame thread.
   *
   * @return whether there was one to call
   */
  abstract boolean run(Consumer<Throwable> failures);
}
