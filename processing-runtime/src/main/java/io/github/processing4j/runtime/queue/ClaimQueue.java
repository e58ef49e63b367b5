package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.SharedObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose items are claimed by the JVM that takes them until they are done. What a dead JVM had
 * claimed is given out again by the next one that finds nothing else. Thread-safe.
 */
final class ClaimQueue extends LaneQueue {
  /** For those who wait until all is done. */
  final Bell done;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Claim> held = new ArrayDeque<>();

  private final ReentrantLock scanLock = new ReentrantLock();
  private final Map<Lane, ClaimScan> scans = new HashMap<>();

  ClaimQueue(SharedObject object, int at, int maxItems, long maxBytes) {
    super(object, at, 0, maxItems, maxBytes, true);
    done = object.bell(2);
  }

  @Override
  @Nullable Item poll() {
    Item item = take();
    if (item != null && item.claim != null) {
      hold(item.claim);
    }
    return item;
  }

  /**
   * Takes the next item, which is done with that: whatever else this JVM has taken is not affected.
   *
   * @return false if there is none
   */
  boolean discard() {
    Item item = take();
    if (item == null) {
      return false;
    }
    finish(Objects.requireNonNull(item.claim));
    return true;
  }

  private @Nullable Item take() {
    Item item = super.poll();
    return item != null ? item : orphan(true);
  }

  /** Keeps a claim until its item is done; or gives it back, if this JVM has left meanwhile. */
  void hold(Claim claim) {
    lock.lock();
    try {
      if (!isClosed()) {
        held.addLast(claim);
        return;
      }
    } finally {
      lock.unlock();
    }
    claim.giveBack();
    items.ringOne();
    checkOpen();
  }

  /** An item that a dead JVM had claimed, or one that has left the queue. */
  private @Nullable Item orphan(boolean take) {
    for (int i = lanes.count() - 1; i >= 0; i--) {
      Lane lane = lanes.get(i);
      if (lane != null && lane.done() < lane.head()) {
        scanLock.lock();
        try {
          Item found = scan(lane).orphan(take);
          if (found != null) {
            return found;
          }
        } finally {
          scanLock.unlock();
        }
      }
    }
    return null;
  }

  /** Marks one item that this JVM has taken as done; false if it holds none. */
  boolean taskDone() {
    Claim claim = next();
    if (claim == null) {
      return false;
    }
    finish(claim);
    return true;
  }

  private void finish(Claim claim) {
    if (claim.done() && object.carries()) {
      // Nobody reads it again.
      Items.drop(claim.item());
    }
    advance(claim.lane());
    done.ringAll();
  }

  /** Moves the done position of a lane, also for those who died before they did it. */
  private void advance(Lane lane) {
    boolean left;
    scanLock.lock();
    try {
      ClaimScan scan = scan(lane);
      scan.advance();
      left = scan.hasLeftChunk();
    } finally {
      scanLock.unlock();
    }
    if (left) {
      lanes.tidy(lane);
    }
  }

  /** That of a lane, which keeps the chunk that it was in last. */
  private ClaimScan scan(Lane lane) {
    ClaimScan known = scans.get(lane);
    if (known == null) {
      known = new ClaimScan(lane, object);
      scans.put(lane, known);
    }
    return known;
  }

  /** The oldest claim of this thread, else of this JVM. */
  private @Nullable Claim next() {
    lock.lock();
    try {
      Thread thread = Thread.currentThread();
      for (Iterator<Claim> all = held.iterator(); all.hasNext(); ) {
        Claim claim = all.next();
        if (claim.thread == thread) {
          all.remove();
          return claim;
        }
      }
      return held.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  @Override
  @Nullable Item peek() {
    Item item = super.peek();
    return item != null ? item : orphan(false);
  }

  /** What is claimed may still be before the tail, and what is to be claimed again is behind the head. */
  @Override
  boolean isEmpty() {
    return peek() == null;
  }

  @Override
  int size() {
    long size = super.size();
    scanLock.lock();
    try {
      for (int i = lanes.count() - 1; i >= 0; i--) {
        Lane lane = lanes.get(i);
        if (lane != null && lane.done() < lane.head()) {
          size += scan(lane).count();
        }
      }
    } finally {
      scanLock.unlock();
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  @Override
  List<Item> snapshot() {
    List<Item> all = super.snapshot();
    scanLock.lock();
    try {
      for (int i = 0; i < lanes.count(); i++) {
        Lane lane = lanes.get(i);
        if (lane != null && lane.done() < lane.head()) {
          scan(lane).addTo(all);
        }
      }
    } finally {
      scanLock.unlock();
    }
    return all;
  }

  /** Whether all items that were put are done. */
  boolean isDone() {
    for (int i = lanes.count() - 1; i >= 0; i--) {
      Lane lane = lanes.get(i);
      if (lane != null && !isDone(lane)) {
        // The last who was done may have died, or been suspended, before it could say so.
        advance(lane);
        if (!isDone(lane)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isDone(Lane lane) {
    // The tail last: what is put meanwhile counts.
    long before = lane.done();
    return before >= lane.tail();
  }

  @Override
  public void settle(int member, long slot) {
    if (slot == object.session().slot()) {
      close();
      lock.lock();
      try {
        for (Claim claim : held) {
          claim.giveBack();
        }
        held.clear();
      } finally {
        lock.unlock();
      }
    }
    super.settle(member, slot);
  }
}
