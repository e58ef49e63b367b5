package io.github.processing4j.runtime.queue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.SharedObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue of bytes on lanes, as one JVM uses it. It takes in turns from all lanes, and puts into its own.
 *
 * <p>The locks are this JVM's alone: they order its threads, which die and are suspended together.
 * Thread-safe; nothing here waits.
 */
class LaneQueue implements SharedObject.Disposable {
  /** So many items are taken from one lane before it is the next one's turn. */
  private static final int TURN = 64;

  /** So often it tries to put an item whose reservation others take back. */
  private static final int TRIES = 16;

  final Bell items;
  final Bell space;

  final SharedObject object;
  final Lanes lanes;
  private final int maxItems;
  private final long maxBytes;
  private final @Nullable Bounds bounds;

  private final ReentrantLock putLock = new ReentrantLock();
  private @Nullable LaneWriter writer;
  private volatile boolean closed;

  private final ReentrantLock takeLock = new ReentrantLock();
  private @Nullable LaneReader[] readers = new LaneReader[2];
  private final ReentrantLock gaugeLock = new ReentrantLock();
  private final Gauges gauges;

  private int turn;
  private int taken;

  /**
   * A queue in an object.
   *
   * @param at where its lanes are
   * @param claims whether items are claimed until they are done
   * @param itemsBell the bell for those who take; the next is for those who put
   */
  LaneQueue(
      SharedObject object, int at, int itemsBell, int maxItems, long maxBytes, boolean claims) {
    this.object = object;
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    this.lanes = new Lanes(object, at, claims);
    this.gauges = new Gauges(lanes);
    this.items = object.bell(itemsBell);
    this.space = object.bell(itemsBell + 1);
    this.bounds = maxItems == 0 && maxBytes == 0 ? null : new Bounds(lanes, maxItems, maxBytes);
  }

  boolean isBounded() {
    return bounds != null;
  }

  /** Puts an item, if there is room; its handles are under way then. */
  final boolean offer(Item item) {
    if (!item.carries()) {
      return offer(item.form, item.bytes, 0, item.bytes.length);
    }
    object.noteCarries();
    item.depart();
    boolean put = false;
    try {
      put = offer(item.form, item.bytes, 0, item.bytes.length);
      return put;
    } finally {
      if (!put) {
        item.recall();
      }
    }
  }

  /**
   * Puts an item, if there is room; also not if the others who put leave it none, again and again.
   *
   * @throws io.github.processing4j.ItemTooLargeException if no queue can hold it
   * @throws io.github.processing4j.SegmentException if there is no memory for it
   */
  boolean offer(byte form, byte[] source, int from, int length) {
    Lane.requireFits(length);
    putLock.lock();
    try {
      LaneWriter to = writer();
      Bounds limits = bounds;
      if (limits == null) {
        to.append(form, source, from, length);
        to.publish();
      } else if (!offer(limits, to, form, source, from, length)) {
        return false;
      }
    } finally {
      putLock.unlock();
    }
    items.ringOne();
    return true;
  }

  private static boolean offer(
      Bounds limits, LaneWriter to, byte form, byte[] source, int from, int length) {
    int bytes = to.lane().recordBytes(length + 1);
    for (int tries = 0; tries < TRIES && limits.admit(to, bytes); tries++) {
      boolean put = false;
      try {
        to.append(form, source, from, length);
        put = to.publishReserved();
      } finally {
        if (!put) {
          to.lane().revoke();
        }
      }
      if (put) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts items into a queue without bounds. Readers see them all at once, unless it throws: then they see
   * those before.
   */
  void putAll(List<Item> all) {
    putLock.lock();
    try {
      LaneWriter to = writer();
      try {
        for (Item item : all) {
          append(to, item);
        }
      } finally {
        to.publish();
      }
    } finally {
      putLock.unlock();
    }
    items.ringAll();
  }

  private void append(LaneWriter to, Item item) {
    Lane.requireFits(item.bytes.length);
    if (item.carries()) {
      object.noteCarries();
      item.depart();
    }
    boolean appended = false;
    try {
      to.append(item.form, item.bytes, 0, item.bytes.length);
      appended = true;
    } finally {
      if (!appended) {
        item.recall();
      }
    }
  }

  private LaneWriter writer() {
    checkOpen();
    LaneWriter known = writer;
    if (known == null) {
      known = lanes.claim();
      writer = known;
    }
    return known;
  }

  /**
   * Tells a thread that waits.
   *
   * @throws ClosedHandleException if this JVM has left the queue
   */
  final void checkOpen() {
    if (closed) {
      throw new ClosedHandleException("the queue was closed in this process");
    }
  }

  /** This JVM has left the queue, or is about to. */
  final void close() {
    closed = true;
  }

  /** Whether this JVM has left the queue. */
  final boolean isClosed() {
    return closed;
  }

  /** Takes the next item; null if there is none. */
  @Nullable Item poll() {
    Item item = next(true, 0);
    if (item != null && bounds != null) {
      space.ringOne();
    }
    return item;
  }

  /** As {@link #poll()}, of a queue without bounds; the first bytes if there is no memory for all. */
  @Nullable Item poll(int least) {
    return next(true, least);
  }

  /** Takes all that waits in each lane at once, so that nobody takes what comes after it before. */
  List<Item> takeAll() {
    List<Item> all = new ArrayList<>();
    takeLock.lock();
    try {
      checkOpen();
      for (int i = 0; i < lanes.count(); i++) {
        Lane lane = lanes.get(i);
        if (lane != null) {
          takeAll(lane, all);
        }
      }
    } finally {
      takeLock.unlock();
    }
    return all;
  }

  private static void takeAll(Lane lane, List<Item> all) {
    List<Item> taken = new ArrayList<>();
    long head;
    long end;
    do {
      taken.clear();
      head = lane.head();
      // Not the tail, where a chunk cannot be opened now: what is there stays.
      end = new LaneSnapshot(lane).addTo(taken, head, lane.tail());
    } while (head < end && !lane.moveHead(head, end));
    all.addAll(taken);
  }

  /** Looks at an item that may be the next; null if there is none. */
  @Nullable Item peek() {
    return next(false, 0);
  }

  private @Nullable Item next(boolean take, int least) {
    takeLock.lock();
    try {
      checkOpen();
      int count = lanes.count();
      for (int i = 0; i < count; i++) {
        int index = turn < count ? turn : 0;
        LaneReader reader = reader(index);
        Item item = reader == null ? null : next(reader, take, least);
        if (item != null) {
          if (take && ++taken == TURN) {
            nextTurn(index, count);
          }
          return item;
        }
        nextTurn(index, count);
      }
      return null;
    } finally {
      takeLock.unlock();
    }
  }

  private @Nullable Item next(LaneReader reader, boolean take, int least) {
    Item item = reader.next(take, least);
    if (reader.isUntidy()) {
      lanes.tidy(reader.lane());
    }
    return item;
  }

  private void nextTurn(int index, int count) {
    turn = index + 1 < count ? index + 1 : 0;
    taken = 0;
  }

  private @Nullable LaneReader reader(int index) {
    if (index >= readers.length) {
      readers = Arrays.copyOf(readers, Math.max(index + 1, 2 * readers.length));
    }
    LaneReader known = readers[index];
    if (known == null) {
      Lane lane = lanes.get(index);
      if (lane != null) {
        known = new LaneReader(lane);
        readers[index] = known;
      }
    }
    return known;
  }

  /** How many items there are to take. */
  int size() {
    return waiting();
  }

  /** How many items count for the bounds. */
  private int waiting() {
    gaugeLock.lock();
    try {
      return (int) Math.min(gauges.count(), Integer.MAX_VALUE);
    } finally {
      gaugeLock.unlock();
    }
  }

  /** How many more items there is room for, as far as their number matters. */
  int remainingCapacity() {
    return maxItems == 0 ? Integer.MAX_VALUE : Math.max(0, maxItems - waiting());
  }

  /** Whether not even an empty item could be put. */
  boolean isFull() {
    return remainingCapacity() == 0 || (maxBytes != 0 && isFullByBytes());
  }

  private boolean isFullByBytes() {
    long bytes;
    gaugeLock.lock();
    try {
      bytes = gauges.bytes();
    } finally {
      gaugeLock.unlock();
    }
    return bytes > 0 && bytes > maxBytes - lanes.leastRecordBytes();
  }

  /** All that waits, lane by lane, without taking it; what comes and goes meanwhile may be in it. */
  List<Item> snapshot() {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < lanes.count(); i++) {
      Lane lane = lanes.get(i);
      if (lane != null) {
        new LaneSnapshot(lane).addTo(all);
      }
    }
    return all;
  }

  /** What nobody will read. */
  List<Item> left() {
    return snapshot();
  }

  /** Whether nothing waits: cheaper than {@link #size}. */
  boolean isEmpty() {
    checkOpen();
    for (int i = lanes.count() - 1; i >= 0; i--) {
      Lane lane = lanes.get(i);
      // The head first: it never passes the tail.
      if (lane != null && lane.head() < lane.tail()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void settle(int member, long slot) {
    if (slot == object.session().slot()) {
      // This JVM leaves: nothing of it may write when another takes its lane over.
      close();
      putLock.lock();
      try {
        writer = null;
        lanes.release(slot);
      } finally {
        putLock.unlock();
      }
    } else {
      lanes.release(slot);
    }
  }

  @Override
  public void dispose() {
    if (object.carries()) {
      for (Item item : left()) {
        Items.drop(item);
      }
    }
    lanes.delete();
  }
}
