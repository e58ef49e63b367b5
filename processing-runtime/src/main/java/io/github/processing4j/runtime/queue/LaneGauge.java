package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts what waits in a lane of any JVM. Not thread-safe. */
final class LaneGauge {
  private final Lane lane;
  private final Chunks atHead;
  private final Chunks atTail;

  LaneGauge(Lane lane) {
    this.lane = lane;
    atHead = new Chunks(lane);
    atTail = new Chunks(lane);
  }

  Lane lane() {
    return lane;
  }

  /** How many items wait; what comes and goes meanwhile may be in it or not. */
  int count() {
    if (lane.head() == lane.tail()) {
      // There may be no chunk yet.
      return 0;
    }
    // The head first: then the difference is never negative.
    int head = seq(Lane.HEAD_AT, atHead);
    return seq(Lane.TAIL_AT, atTail) - head;
  }

  /** How many bytes wait, with the headers of their records. */
  long bytes() {
    long head;
    long before;
    do {
      head = lane.head();
      before = lane.bytesBefore(Lane.ordinal(head));
    } while (lane.head() != head);
    long tail;
    long beforeTail;
    do {
      tail = lane.tail();
      beforeTail = lane.bytesBefore(Lane.ordinal(tail));
    } while (lane.tail() != tail);
    return beforeTail + Lane.offset(tail) - before - Lane.offset(head);
  }

  private int seq(int at, Chunks chunks) {
    while (true) {
      long position = Lane.position(Words.getVolatile(lane.memory(), at));
      @Nullable ByteBuffer chunk = chunks.get(position, at);
      if (chunk != null) {
        int seq = Words.getIntVolatile(chunk, Lane.offset(position) + Lane.SEQ);
        if (chunks.isStill(position, at)) {
          return seq;
        }
      }
    }
  }
}
