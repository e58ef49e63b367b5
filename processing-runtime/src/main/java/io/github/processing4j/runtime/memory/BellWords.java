package io.github.processing4j.runtime.memory;

import java.nio.ByteBuffer;

/**
 * The words of a {@link Bell}: which JVMs are to be rung.
 *
 * <pre>
 *    0  long  hint: {@link #WAITS} if a bit of those who wait is set, {@link #WATCHES} of those who watch
 *   64        a bit per member: its JVM has threads that wait; 8 longs
 *  128        a bit per member: its JVM has some that watch; 8 longs
 * </pre>
 *
 * <p>Who sets a bit sets its hint after it, and looks after that at what it waits for. Who finds no bit
 * takes the hint away, and looks for bits once more. Thread-safe; nothing here waits.
 */
final class BellWords {
  static final int BYTES = 192;

  /** Those of whom a change may serve one. */
  static final int WAITS = 1;

  /** Those who take nothing and hear of each change. */
  static final int WATCHES = 2;

  private static final int BITS_AT = 64;
  static final int WORDS = SharedObject.MAX_MEMBERS / 64;

  private final ByteBuffer memory;
  private final int at;

  BellWords(ByteBuffer memory, int at) {
    this.memory = memory;
    this.at = at;
  }

  /** All that who changes something has to read while nobody waits. */
  long hint() {
    return Words.getVolatile(memory, at);
  }

  void set(int who, int member) {
    int wordAt = wordAt(who, member >> 6);
    long bit = 1L << member;
    if ((Words.getVolatile(memory, wordAt) & bit) == 0) {
      Words.getAndOr(memory, wordAt, bit);
    }
    if ((hint() & who) == 0) {
      Words.getAndOr(memory, at, who);
    }
  }

  /** Takes the bit of a member away; whether it was still set. */
  boolean clear(int who, int member) {
    long bit = 1L << member;
    return (Words.getAndAnd(memory, wordAt(who, member >> 6), ~bit) & bit) != 0;
  }

  /** Takes away the next bit from {@code from} on and around; its member, or -1 if there is none. */
  int next(int who, int from) {
    int first = from >> 6;
    for (int i = 0; i <= WORDS; i++) {
      int word = first + i & WORDS - 1;
      // The first word twice: its upper part, and at last its lower.
      long part = i == 0 ? -1L << from : i == WORDS ? ~(-1L << from) : -1L;
      int wordAt = wordAt(who, word);
      long bits = Words.getVolatile(memory, wordAt) & part;
      while (bits != 0) {
        long bit = Long.lowestOneBit(bits);
        if ((Words.getAndAnd(memory, wordAt, ~bit) & bit) != 0) {
          return 64 * word + Long.numberOfTrailingZeros(bit);
        }
        bits = Words.getVolatile(memory, wordAt) & part;
      }
    }
    return -1;
  }

  /** Takes a word of bits away, those of 64 members; a word that is all zeros is only read. */
  long takeWord(int who, int word) {
    int wordAt = wordAt(who, word);
    return Words.getVolatile(memory, wordAt) == 0 ? 0 : Words.getAndSet(memory, wordAt, 0);
  }

  /** Takes the hint away; whether there are bits all the same. */
  boolean endHint(int who) {
    Words.getAndAnd(memory, at, ~(long) who);
    for (int word = 0; word < WORDS; word++) {
      if (Words.getVolatile(memory, wordAt(who, word)) != 0) {
        return true;
      }
    }
    return false;
  }

  private int wordAt(int who, int word) {
    return at + BITS_AT * who + 8 * word;
  }
}
