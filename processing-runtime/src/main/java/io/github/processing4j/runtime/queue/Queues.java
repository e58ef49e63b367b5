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
    // Not returned as what they are: to verify that, a child would load the classes of all.
    Object made;
    switch (text.kind()) {
      case Kind.QUEUE:
        made = new QueueHandle<>(text, QueueText.read(text.more()), arrives);
        break;
      case Kind.JOINABLE_QUEUE:
        made = new JoinableQueueHandle<>(text, QueueText.read(text.more()), arrives);
        break;
      case Kind.SIMPLE_QUEUE:
        made = new SimpleQueueHandle<>(text, QueueText.read(text.more()), arrives);
        break;
      case Kind.PIPE:
        made = new ConnectionHandle(text, arrives);
        break;
      case Kind.STATUS_QUEUE:
        made = new StatusesHandle(text, arrives);
        break;
      case Kind.ITEM_QUEUE:
        made = new ItemQueue(text, arrives);
        break;
      default:
        throw new UnsupportedOperationException("kind " + text.kind());
    }
    return (Handle<?>) made;
  }

  /** What the user gets of a handle that was sent. */
  public static Object received(Handle<?> handle) {
    // In this order a queue does not load the class of the other.
    return !(handle instanceof LaneHandle) && handle instanceof StatusesHandle statuses
        ? statuses.queue()
        : handle;
  }
}
