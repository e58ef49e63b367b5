package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.SharedObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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
    Item item = super.poll();
    if (item == null) {
      item = orphan();
    }
    if (item != null && item.claim != null) {
      lock.lock();
      try {
        held.addLast(item.claim);
      } finally {
        lock.unlock();
      }
    }
    return item;
  }

  /** An item that a dead JVM had claimed, or one that has left the queue. */
  private @Nullable Item orphan() {
    for (int i = lanes.count() - 1; i >= 0; i--) {
      Lane lane = lanes.get(i);
      if (lane != null && lane.done() < lane.head()) {
        scanLock.lock();
        try {
          Item found = scan(lane).orphan();
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
    claim.done();
    scanLock.lock();
    try {
      scan(claim.lane()).advance();
    } finally {
      scanLock.unlock();
    }
    done.ringAll();
    return true;
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

  /** What is claimed may still be before the tail. */
  @Override
  boolean isEmpty() {
    return peek() == null;
  }

  /** Whether all items that were put are done. */
  boolean isDone() {
    for (int i = lanes.count() - 1; i >= 0; i--) {
      Lane lane = lanes.get(i);
      if (lane != null) {
        // The tail last: what is put meanwhile counts.
        long before = lane.done();
        if (before < lane.tail()) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void settle(int member, long slot) {
    if (slot == object.session().slot()) {
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
