package io.github.processing4j.runtime.queue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.spi.QueueSpec;
import java.lang.ref.Reference;
import java.time.Duration;

/** A {@link JoinableQueue} on lanes whose records are claimed. */
final class JoinableQueueHandle<E> extends QueueHandle<E> implements JoinableQueue<E> {
  private static final long serialVersionUID = 1;

  JoinableQueueHandle(HandleText text, QueueSpec spec, boolean arrives) {
    super(text, spec, arrives);
  }

  static <E> JoinableQueueHandle<E> create(QueueSpec spec) {
    SharedObject made = create(Kind.JOINABLE_QUEUE);
    JoinableQueueHandle<E> handle =
        new JoinableQueueHandle<>(text(Kind.JOINABLE_QUEUE, made, spec), spec, false);
    handle.adopt(made);
    return handle;
  }

  @Override
  LaneQueue make(SharedObject object) {
    return new ClaimQueue(object, object.body(), spec.maxsize(), spec.maxBytes());
  }

  private ClaimQueue claims() {
    return (ClaimQueue) core();
  }

  @Override
  public void clear() {
    while (claims().discard()) {
      // Unread: what cannot be read is thrown away too.
    }
  }

  @Override
  public void taskDone() {
    if (!claims().taskDone()) {
      throw new IllegalStateException(
          "taskDone() was called more often than this process has taken items from " + this);
    }
  }

  @Override
  public void join() {
    join(Long.MAX_VALUE);
  }

  @Override
  public boolean join(Duration timeout) {
    return join(nanos(timeout));
  }

  private boolean join(long nanos) {
    ClaimQueue queue = claims();
    try {
      return queue.done.await(new AllDone(queue), nanos, true);
    } catch (InterruptedException e) {
      throw interrupted("join", e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static final class AllDone implements Ready {
    private final ClaimQueue queue;

    AllDone(ClaimQueue queue) {
      this.queue = queue;
    }

    @Override
    public boolean isReady() {
      queue.checkOpen();
      return queue.isDone();
    }
  }
}
