package io.github.processing4j.runtime.queue;

import io.github.processing4j.SimpleQueue;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.spi.QueueSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link SimpleQueue} on lanes. */
final class SimpleQueueHandle<E> extends LaneHandle<E> implements SimpleQueue<E> {
  private static final long serialVersionUID = 1;

  SimpleQueueHandle(HandleText text, QueueSpec spec, boolean arrives) {
    super(text, spec, arrives);
  }

  static <E> SimpleQueueHandle<E> create(QueueSpec spec) {
    SharedObject made = create(Kind.SIMPLE_QUEUE);
    SimpleQueueHandle<E> handle =
        new SimpleQueueHandle<>(text(Kind.SIMPLE_QUEUE, made, spec), spec, false);
    handle.adopt(made);
    return handle;
  }

  @Override
  public void put(E item) throws InterruptedException {
    putWithin(write(item), Long.MAX_VALUE);
  }

  @Override
  public E get() {
    try {
      return take();
    } catch (InterruptedException e) {
      throw interrupted("get", e);
    }
  }

  @Override
  public E take() throws InterruptedException {
    return Objects.requireNonNull(takeWithin(Long.MAX_VALUE));
  }

  @Override
  public @Nullable E poll() {
    return takeNow();
  }

  @Override
  public boolean isEmpty() {
    return core().isEmpty();
  }

  @Override
  public String toString() {
    return "<SimpleQueue(" + handleText().segment().file() + (isClosed() ? ", closed" : "") + ")>";
  }
}
