package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.SharedObject;

/**
 * Both directions of a pipe, as one JVM uses them: its segment holds two sets of lanes.
 *
 * <pre>
 *   way 0: what end 0 sends and end 1 receives     bell 0: messages, bell 1: room
 *   way 1: what end 1 sends and end 0 receives     bell 2: messages, bell 3: room
 * </pre>
 *
 * <p>An end is held by the JVMs that have its role in the object's table. Thread-safe.
 */
final class PipeCore implements SharedObject.Disposable {
  static final int BELLS = 4;
  static final int BYTES = 2 * Lanes.BYTES;

  /** How many bytes may wait in one direction, but for a message that is larger by itself. */
  static final long MAX_BYTES = 8 << 20;

  private final SharedObject object;
  private final LaneQueue[] ways = new LaneQueue[2];
  private volatile boolean left;

  private PipeCore(SharedObject object) {
    this.object = object;
    for (int way = 0; way < 2; way++) {
      ways[way] =
          new LaneQueue(object, object.body() + way * Lanes.BYTES, 2 * way, 0, MAX_BYTES, false);
    }
  }

  /** That of an object in this JVM, for both its handles. */
  static PipeCore of(SharedObject object) {
    synchronized (object) {
      if (object.core() instanceof PipeCore known && !known.left) {
        return known;
      }
      PipeCore made = new PipeCore(object);
      object.core(made);
      object.ledger(made);
      return made;
    }
  }

  SharedObject object() {
    return object;
  }

  /** What an end sends into. */
  LaneQueue from(int end) {
    return ways[end];
  }

  /** What an end receives from. */
  LaneQueue to(int end) {
    return ways[1 - end];
  }

  /** Whether anybody holds an end, or will. */
  boolean isHeld(int end) {
    return object.isHeld(end);
  }

  @Override
  public void settle(int member, long slot) {
    if (slot == object.session().slot()) {
      left = true;
    }
    for (LaneQueue way : ways) {
      way.settle(member, slot);
    }
  }

  @Override
  public void dispose() {
    for (LaneQueue way : ways) {
      way.dispose();
    }
  }
}
