package io.github.processing4j.runtime.pool;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The answers of a source that wait to be taken. Not thread-safe. */
abstract class Arrivals {

  static Arrivals inOrder() {
    return inOrder(0);
  }

  /** Those from an index on. */
  static Arrivals inOrder(int first) {
    return new InOrder(first);
  }

  static Arrivals asTheyCome() {
    return new AsTheyCome();
  }

  abstract void add(int index, Answer answer);

  /** Whether there is one to be taken next. */
  abstract boolean isNextHere();

  /** Takes it; null if it is not here. */
  abstract @Nullable Answer poll();

  abstract void clear();

  /** A ring, which grows. The indexes may overflow. */
  private static final class InOrder extends Arrivals {
    private static final int CAPACITY = 16;

    /** The length is a power of two; the place of an answer is its index, modulo that. */
    private @Nullable Answer[] ring = new Answer[CAPACITY];

    private int next;

    InOrder(int first) {
      this.next = first;
    }

    @Override
    void add(int index, Answer answer) {
      while (index - next >= ring.length) {
        grow();
      }
      ring[index & ring.length - 1] = answer;
    }

    private void grow() {
      Answer[] larger = new Answer[2 * ring.length];
      for (int i = 0; i < ring.length; i++) {
        int index = next + i;
        larger[index & larger.length - 1] = ring[index & ring.length - 1];
      }
      ring = larger;
    }

    @Override
    boolean isNextHere() {
      return ring[next & ring.length - 1] != null;
    }

    @Override
    @Nullable Answer poll() {
      int at = next & ring.length - 1;
      Answer answer = ring[at];
      if (answer != null) {
        ring[at] = null;
        next++;
      }
      return answer;
    }

    @Override
    void clear() {
      ring = new Answer[CAPACITY];
    }
  }

  private static final class AsTheyCome extends Arrivals {
    private final Queue<Answer> queue = new ArrayDeque<>();

    @Override
    void add(int index, Answer answer) {
      queue.add(answer);
    }

    @Override
    boolean isNextHere() {
      return !queue.isEmpty();
    }

    @Override
    @Nullable Answer poll() {
      return queue.poll();
    }

    @Override
    void clear() {
      queue.clear();
    }
  }
}
