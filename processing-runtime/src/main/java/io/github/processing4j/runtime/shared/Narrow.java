package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Atomic accesses to a byte or a short, by the int that it is part of. What is beside it there stays as
 * it is, whoever changes that meanwhile.
 */
final class Narrow {
  static final int BYTE = 0xff;
  static final int SHORT = 0xffff;

  private static final boolean IS_BIG = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

  private Narrow() {}

  /** The value in the low bits; those above may be anything. */
  static int get(ByteBuffer memory, int at, int mask) {
    return Words.getIntVolatile(memory, at & ~3) >>> shift(at, mask);
  }

  static void set(ByteBuffer memory, int at, int mask, int value) {
    int shift = shift(at, mask);
    int known;
    do {
      known = Words.getIntVolatile(memory, at & ~3);
    } while (!Words.compareAndSetInt(memory, at & ~3, known, with(known, shift, mask, value)));
  }

  static boolean compareAndSet(ByteBuffer memory, int at, int mask, int expected, int value) {
    int shift = shift(at, mask);
    while (true) {
      int known = Words.getIntVolatile(memory, at & ~3);
      if (((known >>> shift) & mask) != (expected & mask)) {
        return false;
      }
      if (Words.compareAndSetInt(memory, at & ~3, known, with(known, shift, mask, value))) {
        return true;
      }
    }
  }

  private static int with(int word, int shift, int mask, int value) {
    return (word & ~(mask << shift)) | ((value & mask) << shift);
  }

  private static int shift(int at, int mask) {
    int fromLow = 8 * (at & 3);
    return IS_BIG ? (mask == BYTE ? 24 : 16) - fromLow : fromLow;
  }
}
