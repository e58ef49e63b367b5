package io.github.processing4j.connection;

import io.github.processing4j.spi.Providers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Waits for several things at once: {@code multiprocessing.connection.wait}. Thread-safe. */
public final class Connections {
  private Connections() {}

  /**
   * Waits until at least one of several objects is ready. Blocks; interruptible.
   *
   * <p>A {@link Connection} is ready when {@code recv} would not block, also at its end or when it
   * is closed; a {@link io.github.processing4j.Queue} or {@link io.github.processing4j.SimpleQueue}
   * when it has an item; a {@link io.github.processing4j.Sentinel} when its process has ended.
   * Another may take a message or item before the caller does.
   *
   * @param objects connections, queues and sentinels; null elements are not allowed
   * @param timeout null to wait without bound; zero or less does not wait
   * @return the ready ones, in the order of {@code objects}; empty if there were none in time, or
   *     no objects
   * @throws IllegalArgumentException if one of the objects is of another kind; the message names it
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the flag is set
   *     again
   */
  public static <T> List<T> wait(Collection<? extends T> objects, @Nullable Duration timeout) {
    Objects.requireNonNull(objects, "objects");
    return objects.isEmpty() ? List.of() : Providers.get().sharing().wait(objects, timeout);
  }

  /** Waits until at least one of several objects is ready, without bound. */
  public static <T> List<T> wait(Collection<? extends T> objects) {
    return wait(objects, null);
  }
}
