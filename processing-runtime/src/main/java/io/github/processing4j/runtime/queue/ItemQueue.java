package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of items as they are written, for the floors above: without bounds, and with a few bytes of
 * shared memory beside it for notes.
 *
 * <p>Thread-safe.
 */
public final class ItemQueue extends Handle<ItemQueue.Core> {
  private static final long serialVersionUID = 1;

  private static final int BELLS = 2;

  ItemQueue(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  /** What it works on. */
  static final class Core {
    final LaneQueue lanes;
    final ByteBuffer memory;
    final int notesAt;

    Core(SharedObject object) {
      lanes = new LaneQueue(object, object.body(), 0, 0, 0, false);
      memory = object.memory();
      notesAt = object.body() + Lanes.BYTES;
    }
  }

  /**
   * A new queue.
   *
   * @param notesBytes how many bytes there are for notes, all zero
   * @throws io.github.processing4j.SegmentException if there is no room for it
   */
  public static ItemQueue create(int notesBytes) {
    SharedObject made = SharedObjects.create(Kind.ITEM_QUEUE, BELLS, Lanes.BYTES + notesBytes);
    ItemQueue handle = new ItemQueue(new HandleText(Kind.ITEM_QUEUE, 0, made.name(), "-"), false);
    handle.adopt(made);
    return handle;
  }

  @Override
  protected Core open(SharedObject object) {
    synchronized (object) {
      if (object.core() instanceof Core known && !known.lanes.isClosed()) {
        return known;
      }
      Core made = new Core(object);
      object.core(made);
      object.ledger(made.lanes);
      return made;
    }
  }

  @Override
  protected int bells() {
    return BELLS;
  }

  /**
   * Puts an item. Never waits.
   *
   * @param handles those in it, which are under way then
   * @throws io.github.processing4j.ItemTooLargeException if no queue can hold it
   * @throws io.github.processing4j.SegmentException if there is no memory for it
   */
  public void put(byte form, byte[] bytes, int from, int length, List<SharedRefs> handles) {
    int departed = 0;
    boolean put = false;
    LaneQueue queue = core().lanes;
    try {
      if (!handles.isEmpty()) {
        queue.object.noteCarries();
      }
      for (SharedRefs each : handles) {
        each.depart();
        departed++;
      }
      put = queue.offer(form, bytes, from, length);
    } finally {
      for (int i = 0; i < departed && !put; i++) {
        handles.get(i).recall();
      }
      Reference.reachabilityFence(this);
    }
  }

  /** Takes the next item; null if there is none. */
  public @Nullable Item poll() {
    return poll(0);
  }

  /**
   * As {@link #poll()}.
   *
   * @param least so many of its first bytes are all that is taken of a longer one if there is no memory;
   *     0 to throw
   */
  public @Nullable Item poll(int least) {
    try {
      return core().lanes.poll(least);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Takes all items at once: those that others take were before all of them. */
  public List<Item> takeAll() {
    try {
      return core().lanes.takeAll();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Takes the next item. Blocks.
   *
   * @param interruptible if not, an interrupt is kept for later
   * @throws io.github.processing4j.ProcessExit if the process is stopped
   */
  public Item take(boolean interruptible) throws InterruptedException {
    try {
      LaneQueue queue = core().lanes;
      Taking taking = new Taking(queue);
      queue.items.await(taking, Long.MAX_VALUE, interruptible);
      return taking.item();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Waits until {@code ready}, which is asked when an item was put, and now and then. Blocks.
   *
   * @param nanos at most so long; zero or less looks once
   * @return false if the time is over
   */
  public boolean await(Ready ready, long nanos) {
    try {
      return core().lanes.items.await(ready, nanos, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Has those of this JVM and others who wait look again. */
  public void wake() {
    core().lanes.items.ringAll();
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return core().lanes.isEmpty();
  }

  /** The shared memory of which the notes are a part. */
  public ByteBuffer notes() {
    return core().memory;
  }

  /** Where in it the notes begin, at a multiple of 64. */
  public int notesAt() {
    return core().notesAt;
  }

  @Override
  public String toString() {
    return "<ItemQueue(" + handleText().segment().file() + (isClosed() ? ", closed" : "") + ")>";
  }
}
