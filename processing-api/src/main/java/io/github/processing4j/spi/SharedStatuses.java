package io.github.processing4j.spi;

import io.github.processing4j.frame.Status;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of a {@link io.github.processing4j.frame.StatusQueue} that processes share; its
 * bound and what it drops are the queue's. No method blocks.
 */
public interface SharedStatuses extends Serializable {

  /** Puts a status; from any thread of any process. */
  void put(Status status);

  /** The next status, or null; from one thread of one process. Does not allocate. */
  @Nullable Status poll();

  /** The status that was put last, whether taken or not; null if there was none. */
  @Nullable Status latest();
}
