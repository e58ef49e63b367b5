package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.SharedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of a value or an array.
 *
 * <pre>
 *    0  words of the lock
 *   64  the value, or the elements without gaps, in the order of the machine
 * </pre>
 */
final class Cells {
  static final int BEGIN = 64;

  final ByteBuffer memory;

  /** Where the first begins in {@link #memory}. */
  final int begin;

  Cells(SharedObject object) {
    this.memory = object.memory();
    this.begin = object.body() + BEGIN;
  }

  /** The first {@code bytes} of them, from position 0 on. */
  ByteBuffer view(int bytes) {
    return memory.slice(begin, bytes).order(ByteOrder.nativeOrder());
  }
}
