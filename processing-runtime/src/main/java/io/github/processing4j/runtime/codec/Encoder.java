package io.github.processing4j.runtime.codec;

import io.github.processing4j.spi.Shareable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes values for a {@link Decoder}, big-endian.
 *
 * <p>Strings, boxes, and arrays of primitives and strings are written by this class; everything else
 * by Java serialization, in one stream at the end, so that objects shared by several values stay
 * shared. Not thread-safe.
 */
public final class Encoder {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

  private byte[] buffer = new byte[256];
  private int size;
  private final List<Object> javaObjects = new ArrayList<>();
  private final List<String> javaPaths = new ArrayList<>();
  private final SharedRefs refs;

  /** An encoder of what any JVM of the tree may read, once. */
  public Encoder() {
    this(SharedRefs.inFlight());
  }

  private Encoder(SharedRefs refs) {
    this.refs = refs;
  }

  /** An encoder of what one child will read: see {@link #expect}. */
  public static Encoder forChild() {
    return new Encoder(SharedRefs.expected());
  }

  /** Whether handles were written. */
  public boolean hasHandles() {
    return !refs.isEmpty();
  }

  /** The handles that were written, or null if there were none. */
  public @Nullable SharedRefs handles() {
    return refs.isEmpty() ? null : refs;
  }

  /** Notes which child will read the handles that were written. */
  public void expect(long childSlot) {
    refs.expect(childSlot);
  }

  /** Writes one byte. */
  public Encoder putByte(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** Writes four bytes. */
  public Encoder putInt(int value) {
    ensure(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >> shift);
    }
    return this;
  }

  /** Writes eight bytes. */
  public Encoder putLong(long value) {
    return putInt((int) (value >> 32)).putInt((int) value);
  }

  /** Writes a length and bytes. */
  public Encoder putBytes(byte[] value) {
    putInt(value.length);
    return putRaw(value);
  }

  /** Writes bytes without their length. */
  public Encoder putRaw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
    return this;
  }

  /** Writes a string, with any characters. */
  public Encoder putString(String value) {
    boolean latin1 = true;
    for (int i = 0; latin1 && i < value.length(); i++) {
      latin1 = value.charAt(i) < 256;
    }
    if (latin1) {
      return putByte(Tags.LATIN1).putBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }
    putByte(Tags.UTF16).putInt(value.length());
    ensure(2L * value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      buffer[size++] = (byte) (c >> 8);
      buffer[size++] = (byte) c;
    }
    return this;
  }

  /** Writes a string or null. */
  public Encoder putNullableString(@Nullable String value) {
    return value == null ? putByte(Tags.NULL) : putString(value);
  }

  /**
   * Writes any value that can be sent.
   *
   * @param path where it sits, for the error if it cannot be sent
   */
  public Encoder putValue(@Nullable Object value, String path) {
    if (value == null) {
      return putByte(Tags.NULL);
    }
    if (putPlain(value)) {
      return this;
    }
    if (value instanceof Record) {
      Class<?> type = value.getClass();
      RecordForm form = RecordForm.of(type);
      if (form != null) {
        form.write(this, value, path);
        return this;
      }
    }
    Object shared = value instanceof Shareable shareable ? shareable.toShare() : value;
    if (shared instanceof SharedRef ref) {
      return putByte(Tags.SHARED).putString(refs.add(ref));
    }
    javaObjects.add(value);
    javaPaths.add(path);
    return putByte(Tags.JAVA).putInt(javaObjects.size() - 1);
  }

  /**
   * Writes a string, a box, or an array of primitives or strings: what is written and read without any
   * code of the program.
   *
   * @return whether it is one; else nothing was written
   */
  public boolean putPlain(Object value) {
    Class<?> type = value.getClass();
    if (type == String.class) {
      putString((String) value);
      return true;
    }
    if (value instanceof Number || type == Boolean.class || type == Character.class) {
      return putBox(value, type);
    }
    return type.isArray() && putArray(value, type);
  }

  /** How many bytes were written here. */
  public int size() {
    return size;
  }

  /** Takes back what was written beyond a size; it must have been plain. */
  public void cut(int toSize) {
    size = toSize;
  }

  /** Where it writes: {@link #size()} bytes of it, which are plain values alone. Not a copy. */
  public byte[] buffer() {
    return buffer;
  }

  private boolean putBox(Object value, Class<?> type) {
    if (type == Integer.class) {
      putByte(Tags.INT).putInt((Integer) value);
    } else if (type == Long.class) {
      putByte(Tags.LONG).putLong((Long) value);
    } else if (type == Double.class) {
      putByte(Tags.DOUBLE).putLong(Double.doubleToRawLongBits((Double) value));
    } else if (type == Boolean.class) {
      putByte((Boolean) value ? Tags.TRUE : Tags.FALSE);
    } else if (type == Character.class) {
      putByte(Tags.CHAR).putInt((Character) value);
    } else if (type == Float.class) {
      putByte(Tags.FLOAT).putInt(Float.floatToRawIntBits((Float) value));
    } else if (type == Byte.class) {
      putByte(Tags.BYTE).putByte((Byte) value);
    } else if (type == Short.class) {
      putByte(Tags.SHORT).putInt((Short) value);
    } else {
      return false;
    }
    return true;
  }

  private boolean putArray(Object value, Class<?> type) {
    if (type == byte[].class) {
      putByte(Tags.BYTES).putBytes((byte[]) value);
    } else if (type == int[].class) {
      int[] array = (int[]) value;
      putHead(Tags.INTS, array.length, 4);
      for (int element : array) {
        putInt(element);
      }
    } else if (type == long[].class) {
      long[] array = (long[]) value;
      putHead(Tags.LONGS, array.length, 8);
      for (long element : array) {
        putLong(element);
      }
    } else if (type == double[].class) {
      double[] array = (double[]) value;
      putHead(Tags.DOUBLES, array.length, 8);
      for (double element : array) {
        putLong(Double.doubleToRawLongBits(element));
      }
    } else if (type == float[].class) {
      float[] array = (float[]) value;
      putHead(Tags.FLOATS, array.length, 4);
      for (float element : array) {
        putInt(Float.floatToRawIntBits(element));
      }
    } else if (type == short[].class) {
      short[] array = (short[]) value;
      putHead(Tags.SHORTS, array.length, 2);
      for (short element : array) {
        putByte(element >> 8).putByte(element);
      }
    } else if (type == char[].class) {
      char[] array = (char[]) value;
      putHead(Tags.CHARS, array.length, 2);
      for (char element : array) {
        putByte(element >> 8).putByte(element);
      }
    } else if (type == boolean[].class) {
      boolean[] array = (boolean[]) value;
      putHead(Tags.BOOLEANS, array.length, 1);
      for (boolean element : array) {
        putByte(element ? 1 : 0);
      }
    } else if (type == String[].class) {
      String[] array = (String[]) value;
      putHead(Tags.STRINGS, array.length, 1);
      for (String element : array) {
        putNullableString(element);
      }
    } else {
      return false;
    }
    return true;
  }

  private void putHead(byte tag, int length, int elementBytes) {
    putByte(tag).putInt(length);
    ensure((long) length * elementBytes);
  }

  /**
   * All that was written, after the stream of what Java serialization writes:
   *
   * <pre>
   *   int    length of that stream; negative, as its complement, if there is a table of handles
   *   table  of the handles that are to be counted as under way: {@link HandleTable}
   *   bytes  the stream
   *   bytes  what was written here
   * </pre>
   *
   * @throws io.github.processing4j.NotSendableException if a value cannot be sent
   */
  public byte[] toBytes() {
    byte[] java = javaObjects.isEmpty() ? new byte[0] : writeJavaObjects();
    byte[] table = refs.table();
    if ((long) size + java.length + table.length + 4 > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "more than 2 GiB to send; pass a file or shared memory instead");
    }
    byte[] all = new byte[4 + table.length + java.length + size];
    ByteBuffer.wrap(all)
        .putInt(table.length == 0 ? java.length : ~java.length)
        .put(table)
        .put(java)
        .put(buffer, 0, size);
    return all;
  }

  private byte[] writeJavaObjects() {
    SharedRefs before = SharedRefs.enter(refs);
    try {
      return JavaSerial.write(javaObjects.toArray(), javaPaths);
    } finally {
      SharedRefs.enter(before);
    }
  }

  /**
   * What was written here, all of it without Java serialization, and after it what another has written.
   *
   * @param rest as its {@link #toBytes} gave it
   */
  public byte[] toBytesBefore(byte[] rest) {
    if (!javaObjects.isEmpty()) {
      throw new IllegalStateException("the objects of two encoders do not share a stream");
    }
    int javaLength = ByteBuffer.wrap(rest).getInt();
    int start = 4 + javaLength;
    byte[] all = new byte[Math.addExact(rest.length, size)];
    System.arraycopy(rest, 0, all, 0, start);
    System.arraycopy(buffer, 0, all, start, size);
    System.arraycopy(rest, start, all, start + size, rest.length - start);
    return all;
  }

  private void ensure(long more) {
    long needed = size + more;
    if (needed > buffer.length) {
      if (needed > MAX_ARRAY) {
        throw new IllegalArgumentException(
            "more than 2 GiB to send; pass a file or shared memory instead");
      }
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(MAX_ARRAY, Math.max(needed, 2L * buffer.length)));
    }
  }
}
