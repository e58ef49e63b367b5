package io.github.processing4j.runtime.queue;

import io.github.processing4j.Queue;
import io.github.processing4j.QueueEmptyException;
import io.github.processing4j.QueueFullException;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.spi.QueueSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link Queue} on lanes. */
class QueueHandle<E> extends LaneHandle<E> implements Queue<E> {
  private static final long serialVersionUID = 1;

  QueueHandle(HandleText text, QueueSpec spec, boolean arrives) {
    super(text, spec, arrives);
  }

  static <E> QueueHandle<E> create(QueueSpec spec) {
    SharedObject made = create(Kind.QUEUE);
    QueueHandle<E> handle = new QueueHandle<>(text(Kind.QUEUE, made, spec), spec, false);
    handle.adopt(made);
    return handle;
  }

  // Putting.

  @Override
  public void put(E item) throws InterruptedException {
    putWithin(write(item), Long.MAX_VALUE);
  }

  @Override
  public boolean offer(E item) {
    return offerNow(write(item));
  }

  @Override
  public boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
    return putWithin(write(item), unit.toNanos(timeout));
  }

  @Override
  public boolean add(E item) {
    if (!offer(item)) {
      throw new IllegalStateException("Queue full");
    }
    return true;
  }

  @Override
  public boolean addAll(Collection<? extends E> items) {
    if (items == this) {
      throw new IllegalArgumentException("a queue cannot be added to itself");
    }
    boolean changed = false;
    for (E item : items) {
      changed |= add(item);
    }
    return changed;
  }

  @Override
  public void putNoWait(E item) {
    if (!offer(item)) {
      throw new QueueFullException(this + " is full: no more than " + bound() + " may wait");
    }
  }

  @Override
  public void put(E item, Duration timeout) {
    try {
      if (!putWithin(write(item), nanos(timeout))) {
        throw new QueueFullException(
            this + " was full for " + timeout + ": no more than " + bound() + " may wait");
      }
    } catch (InterruptedException e) {
      throw interrupted("put", e);
    }
  }

  @Override
  public void putMany(Collection<? extends E> items) {
    try {
      putEach(items);
    } catch (InterruptedException e) {
      throw interrupted("putMany", e);
    }
  }

  private String bound() {
    String items = spec.maxsize() == 0 ? "" : spec.maxsize() + " items";
    String bytes = spec.maxBytes() == 0 ? "" : spec.maxBytes() + " bytes";
    return items.isEmpty() || bytes.isEmpty() ? items + bytes : items + " and " + bytes;
  }

  // Taking.

  @Override
  public E take() throws InterruptedException {
    return Objects.requireNonNull(takeWithin(Long.MAX_VALUE));
  }

  @Override
  public @Nullable E poll() {
    return takeNow();
  }

  @Override
  public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return takeWithin(unit.toNanos(timeout));
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
  public E get(Duration timeout) {
    try {
      E item = takeWithin(nanos(timeout));
      if (item == null) {
        throw new QueueEmptyException(this + " was empty for " + timeout);
      }
      return item;
    } catch (InterruptedException e) {
      throw interrupted("get", e);
    }
  }

  @Override
  public E getNoWait() {
    E item = takeNow();
    if (item == null) {
      throw new QueueEmptyException(this + " is empty");
    }
    return item;
  }

  @Override
  public E remove() {
    E item = takeNow();
    if (item == null) {
      throw new NoSuchElementException(this + " is empty");
    }
    return item;
  }

  @Override
  public @Nullable E peek() {
    return look();
  }

  @Override
  public E element() {
    E item = look();
    if (item == null) {
      throw new NoSuchElementException(this + " is empty");
    }
    return item;
  }

  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> target, int maxElements) {
    Objects.requireNonNull(target, "target");
    if (target == this) {
      throw new IllegalArgumentException("a queue cannot be drained to itself");
    }
    int drained = 0;
    while (drained < maxElements) {
      E item = takeNow();
      if (item == null) {
        break;
      }
      target.add(item);
      drained++;
    }
    return drained;
  }

  @Override
  public void clear() {
    Item item;
    while ((item = core().poll()) != null) {
      // Unread: what cannot be read is thrown away too.
      Items.drop(item);
    }
  }

  // Looking.

  @Override
  public int size() {
    return core().size();
  }

  @Override
  public boolean isEmpty() {
    return core().isEmpty();
  }

  @Override
  public boolean isFull() {
    return core().isFull();
  }

  @Override
  public int remainingCapacity() {
    return core().remainingCapacity();
  }

  @Override
  public Iterator<E> iterator() {
    return snapshot().iterator();
  }

  /** What waits now. */
  private List<E> snapshot() {
    return List.copyOf(snapshotOfAll());
  }

  @Override
  public boolean contains(@Nullable Object item) {
    return item != null && snapshot().contains(item);
  }

  @Override
  public boolean containsAll(Collection<?> items) {
    return snapshot().containsAll(items);
  }

  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return snapshot().toArray(array);
  }

  @Override
  public boolean remove(Object item) {
    throw interior();
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    throw interior();
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    throw interior();
  }

  private static UnsupportedOperationException interior() {
    return new UnsupportedOperationException(
        "items are taken from the head alone: another process may be taking any of them");
  }

  @Override
  public String toString() {
    return "<Queue(" + handleText().segment().file() + (isClosed() ? ", closed" : "") + ")>";
  }
}
