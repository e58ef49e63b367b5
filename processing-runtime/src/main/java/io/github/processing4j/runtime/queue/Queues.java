package io.github.processing4j.runtime.queue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.frame.StatusQueue;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.spi.QueueSpec;
import io.github.processing4j.spi.SharedStatuses;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return PipeHandle.create(duplex);
  }

  /** Waits for several objects at once. */
  public static <T> List<T> wait(Collection<? extends T> objects, @Nullable Duration timeout) {
    return Waits.wait(objects, timeout);
  }

  public static SharedStatuses statuses(StatusQueue queue) {
    return StatusesHandle.create(queue);
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
      case Kind.PIPE:
        return new ConnectionHandle(text, arrives);
      case Kind.STATUS_QUEUE:
        return new StatusesHandle(text, arrives);
      default:
        throw new UnsupportedOperationException("kind " + text.kind());
    }
  }

  /** What the user gets of a handle that was sent. */
  public static Object received(Handle<?> handle) {
    return handle instanceof StatusesHandle statuses ? statuses.queue() : handle;
  }
}
