package io.github.processing4j.runtime.shared;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.shared.Lockable;
import io.github.processing4j.shared.SharedMemory;
import org.jspecify.annotations.Nullable;

/** Makes what is in this package. */
public final class SharedThings {
  private static final int VALUE_BYTES = 8;

  private SharedThings() {}

  public static SharedMemory createMemory(@Nullable String name, long bytes) {
    return MemoryFiles.create(name, bytes);
  }

  public static SharedMemory attachMemory(String name) {
    return MemoryFiles.attach(name);
  }

  /** The shared memory with this text. */
  public static SharedMemory memory(String text) {
    return Memory.of(text);
  }

  public static <T extends Lockable> T value(Class<T> type, Object initial) {
    SharedObject object = newCells(VALUE_BYTES);
    long bits = bits(initial);
    int at = object.body() + Cells.BEGIN;
    if (initial instanceof Long || initial instanceof Double) {
      Words.setVolatile(object.memory(), at, bits);
    } else {
      Words.setIntVolatile(object.memory(), at, (int) bits);
    }
    return type.cast(newHandle(object, type.getSimpleName()));
  }

  private static long bits(Object initial) {
    if (initial instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    if (initial instanceof Float number) {
      return Float.floatToRawIntBits(number);
    }
    if (initial instanceof Character letter) {
      return letter;
    }
    if (initial instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return ((Number) initial).longValue();
  }

  public static <T extends Lockable> T array(Class<T> type, int length) {
    String name = type.getSimpleName();
    // As many bytes as whole words have.
    long bytes = ((long) length << shift(name)) + 7 & ~7L;
    return type.cast(newHandle(newCells(bytes), name + ' ' + length));
  }

  private static int shift(String type) {
    switch (type) {
      case "ByteArray":
        return ByteArrayHandle.SHIFT;
      case "ShortArray":
        return ShortArrayHandle.SHIFT;
      case "IntArray":
        return IntArrayHandle.SHIFT;
      case "FloatArray":
        return FloatArrayHandle.SHIFT;
      case "LongArray":
        return LongArrayHandle.SHIFT;
      case "DoubleArray":
        return DoubleArrayHandle.SHIFT;
      default:
        throw new IllegalArgumentException("no array: " + type);
    }
  }

  private static SharedObject newCells(long bytes) {
    return SharedObjects.create(Kind.CELLS, CellsHandle.BELLS, Cells.BEGIN + bytes);
  }

  private static CellsHandle newHandle(SharedObject made, String more) {
    CellsHandle handle = cells(new HandleText(Kind.CELLS, 0, made.name(), more), false);
    handle.begin(made);
    return handle;
  }

  public static FrameBuffer frameBuffer(int bytes) {
    return FrameBufferHandle.create(bytes);
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    switch (text.kind()) {
      case Kind.FRAMES:
        return new FrameBufferHandle(text, arrives);
      case Kind.CELLS_LOCK:
        return CellsLock.MAKER.make(text, arrives);
      default:
        return cells(text, arrives);
    }
  }

  private static CellsHandle cells(HandleText text, boolean arrives) {
    int end = text.more().indexOf(' ');
    String type = end < 0 ? text.more() : text.more().substring(0, end);
    switch (type) {
      case "IntValue":
        return new IntValueHandle(text, arrives);
      case "LongValue":
        return new LongValueHandle(text, arrives);
      case "DoubleValue":
        return new DoubleValueHandle(text, arrives);
      case "FloatValue":
        return new FloatValueHandle(text, arrives);
      case "BooleanValue":
        return new BooleanValueHandle(text, arrives);
      case "ByteValue":
        return new ByteValueHandle(text, arrives);
      case "ShortValue":
        return new ShortValueHandle(text, arrives);
      case "CharValue":
        return new CharValueHandle(text, arrives);
      case "IntArray":
        return new IntArrayHandle(text, arrives);
      case "LongArray":
        return new LongArrayHandle(text, arrives);
      case "DoubleArray":
        return new DoubleArrayHandle(text, arrives);
      case "FloatArray":
        return new FloatArrayHandle(text, arrives);
      case "ByteArray":
        return new ByteArrayHandle(text, arrives);
      case "ShortArray":
        return new ShortArrayHandle(text, arrives);
      default:
        throw new IllegalArgumentException("neither a value nor an array: " + text);
    }
  }
}
