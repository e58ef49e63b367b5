package io.github.processing4j.runtime.queue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.spi.QueueSpec;
import io.github.processing4j.spi.SharedStatuses;

/** Makes what is in this package. */
public final class Queues {
  private Queues() {}

  public static <E> Queue<E> queue(QueueSpec spec) {
    return QueueHandle.create(spec);
  }

  public static <E> JoinableQueue<E> joinableQueue(QueueSpec spec) {
    return JoinableQueueHandle.create(spec);
  }

  public static <E> SimpleQueue<E> simpleQueue(QueueSpec spec) {
    return SimpleQueueHandle.create(spec);
  }

  public static Pipe pipe(boolean duplex) {
    throw new UnsupportedOperationException();
  }

  public static SharedStatuses statuses() {
    throw new UnsupportedOperationException();
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    switch (text.kind()) {
      case Kind.QUEUE:
        return new QueueHandle<>(text, QueueText.read(text.more()), arrives);
      case Kind.JOINABLE_QUEUE:
        return new JoinableQueueHandle<>(text, QueueText.read(text.more()), arrives);
      case Kind.SIMPLE_QUEUE:
        return new SimpleQueueHandle<>(text, QueueText.read(text.more()), arrives);
      default:
        throw new UnsupportedOperationException("kind " + text.kind());
    }
  }
}
