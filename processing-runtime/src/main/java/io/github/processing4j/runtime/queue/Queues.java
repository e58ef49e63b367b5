package io.github.processing4j.runtime.queue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.spi.QueueSpec;
import io.github.processing4j.spi.SharedStatuses;

/** Makes what is in this package. */
public final class Queues {
  private Queues() {}

  public static <E> Queue<E> queue(QueueSpec spec) {
    throw new UnsupportedOperationException();
  }

  public static <E> JoinableQueue<E> joinableQueue(QueueSpec spec) {
    throw new UnsupportedOperationException();
  }

  public static <E> SimpleQueue<E> simpleQueue(QueueSpec spec) {
    throw new UnsupportedOperationException();
  }

  public static Pipe pipe(boolean duplex) {
    throw new UnsupportedOperationException();
  }

  public static SharedStatuses statuses() {
    throw new UnsupportedOperationException();
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    throw new UnsupportedOperationException();
  }
}
