package io.github.processing4j.runtime.queue;

import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.memory.Waitable;
import io.github.processing4j.runtime.memory.Watch;
import io.github.processing4j.spi.QueueSpec;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the three kinds of queue have in common: items go in and out, waiting or not.
 *
 * @param <E> the type of the items
 */
abstract class LaneHandle<E> extends Handle<LaneQueue> implements Waitable {
  private static final long serialVersionUID = 1;

  private static final int BELLS = 3;

  /** So many items, or bytes of them, are put at once. */
  private static final int BATCH_ITEMS = 64;

  private static final int BATCH_BYTES = 64 << 10;

  /** Spec of the queue. */
  final transient QueueSpec spec;

  private final transient Items items;

  LaneHandle(HandleText text, QueueSpec spec, boolean arrives) {
    super(text, arrives);
    this.spec = spec;
    this.items =
        new Items(
            spec.codec(),
            limit(spec),
            text.kind() != Kind.JOINABLE_QUEUE,
            "the queue " + text.segment().file());
  }

  private static long limit(QueueSpec spec) {
    if (spec.maxItemBytes() == 0 || spec.maxBytes() == 0) {
      return Math.max(spec.maxItemBytes(), spec.maxBytes());
    }
    return Math.min(spec.maxItemBytes(), spec.maxBytes());
  }

  static SharedObject create(int kind) {
    return SharedObjects.create(kind, BELLS, Lanes.BYTES);
  }

  static HandleText text(int kind, SharedObject object, QueueSpec spec) {
    return new HandleText(kind, 0, object.name(), QueueText.write(spec));
  }

  @Override
  protected final LaneQueue open(SharedObject object) {
    synchronized (object) {
      if (object.core() instanceof LaneQueue known && !known.isClosed()) {
        return known;
      }
      LaneQueue made = make(object);
      object.core(made);
      object.ledger(made);
      return made;
    }
  }

  /** Makes what this JVM uses an object by. */
  LaneQueue make(SharedObject object) {
    return new LaneQueue(object, object.body(), 0, spec.maxsize(), spec.maxBytes(), false);
  }

  @Override
  protected int bells() {
    return BELLS;
  }

  // Putting.

  /**
   * Writes an item.
   *
   * @throws ItemTooLargeException if it is over the limit
   */
  final Item write(E item) {
    return items.write(Objects.requireNonNull(item, "item"));
  }

  /** Puts without waiting. */
  final boolean offerNow(Item item) {
    try {
      return core().offer(item);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Puts.
   *
   * @return false if the time was over
   */
  final boolean putWithin(Item item, long nanos) throws InterruptedException {
    try {
      Bell.check(true);
      LaneQueue queue = core();
      return queue.offer(item)
          || (nanos > 0 && queue.space.await(new Putting(queue, item), nanos, true));
    } finally {
      // A handle that can be collected counts as closed.
      Reference.reachabilityFence(this);
    }
  }

  /** Puts all of them, waiting for room; what is before one that cannot be put is put. */
  final void putEach(Collection<? extends E> all) throws InterruptedException {
    Bell.check(true);
    LaneQueue queue = core();
    if (queue.isBounded()) {
      for (E item : all) {
        putWithin(write(item), Long.MAX_VALUE);
      }
      return;
    }
    List<Item> batch = new ArrayList<>();
    long bytes = 0;
    try {
      for (E item : all) {
        Item written = write(item);
        batch.add(written);
        bytes += written.bytes.length;
        if (batch.size() == BATCH_ITEMS || bytes >= BATCH_BYTES) {
          List<Item> full = batch;
          batch = new ArrayList<>();
          bytes = 0;
          queue.putAll(full);
        }
      }
    } finally {
      if (!batch.isEmpty()) {
        queue.putAll(batch);
      }
    }
  }

  // Taking.

  private E value(Item item) {
    return required(items.read(item));
  }

  private E seen(Item item) {
    return required(items.look(item));
  }

  @SuppressWarnings("unchecked")
  private E required(@Nullable Object value) {
    return (E) Objects.requireNonNull(value, "the codec gave null for an item");
  }

  /** Takes without waiting; null if there is nothing. */
  final @Nullable E takeNow() {
    Item item;
    try {
      item = core().poll();
    } finally {
      Reference.reachabilityFence(this);
    }
    return item == null ? null : value(item);
  }

  /** Takes; null if the time was over. */
  final @Nullable E takeWithin(long nanos) throws InterruptedException {
    Bell.check(true);
    LaneQueue queue = core();
    Item item = queue.poll();
    if (item == null) {
      if (nanos <= 0) {
        return null;
      }
      Taking taking = new Taking(queue);
      try {
        if (!queue.items.await(taking, nanos, true)) {
          return null;
        }
      } finally {
        Reference.reachabilityFence(this);
      }
      item = taking.item();
    }
    return value(item);
  }

  /** Looks at an item that may be the next one. */
  final @Nullable E look() {
    Item item = core().peek();
    return item == null ? null : seen(item);
  }

  /** What waits, without taking it. */
  final List<E> snapshotOfAll() {
    List<E> all = new ArrayList<>();
    for (Item item : core().snapshot()) {
      all.add(seen(item));
    }
    return all;
  }

  static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProcessingInterruptedException(what, e);
  }

  static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  // Connections.wait.

  @Override
  public final boolean isReadyNow() {
    return !core().isEmpty();
  }

  @Override
  public final Watch watch(Runnable wake) {
    return core().items.watch(wake);
  }
}
