package io.github.processing4j.runtime.codec;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an {@link Encoder} wrote. Nothing is deserialised before a value asks for it.
 *
 * <p>On the way of a child's start: no lambdas, no logging. Not thread-safe.
 */
public final class Decoder {
  private final byte[] data;
  private final List<String> handles;
  private final int javaAt;
  private final int javaLength;
  private int at;
  private Object @Nullable [] javaObjects;

  /** A decoder of what {@link Encoder#toBytes()} returned. */
  public Decoder(byte[] data) throws IOException {
    this.data = data;
    int head = getInt();
    handles = head < 0 ? HandleTable.read(this) : List.of();
    javaAt = at;
    javaLength = head < 0 ? ~head : head;
    if (javaLength > data.length - javaAt) {
      throw new IOException("malformed data");
    }
    at = javaAt + javaLength;
  }

  private Decoder(byte[] data, int from) {
    this.data = data;
    at = from;
    handles = List.of();
    javaAt = from;
    javaLength = 0;
  }

  /** A decoder of an {@link Encoder#buffer()}, from an index in it on. */
  public static Decoder ofPlain(byte[] data, int from) {
    return new Decoder(data, from);
  }

  /**
   * Reads the only value, which nobody else reads: the handles in it are not under way any more. So they
   * are not if it cannot be read.
   *
   * @throws IOException if the data is malformed, or the filter rejects a class
   * @throws ClassNotFoundException if a class of it is missing here
   * @throws RuntimeException whatever a class throws that reads itself
   */
  public @Nullable Object takeValue() throws IOException, ClassNotFoundException {
    if (handles.isEmpty()) {
      return getValue();
    }
    Object value;
    try {
      value = getValue();
    } catch (Throwable e) {
      drop();
      throw e;
    }
    taken(value);
    return value;
  }

  /**
   * All was read, and nobody else reads it: the handles in it are not under way any more.
   *
   * @param values what was read, or holds it
   */
  public void taken(@Nullable Object values) {
    try {
      for (String handle : handles) {
        SharedRefs.arrived(handle);
      }
    } finally {
      // A handle that nobody can reach is not kept.
      Reference.reachabilityFence(values);
    }
  }

  /**
   * The handles in it, which are not under way any more, before the values are read; without any code
   * of the program. Who holds them may read the values later.
   */
  public @Nullable Object[] takeHandles() {
    return HandleTable.take(handles);
  }

  /** Whether handles are in it that were counted as under way. */
  public boolean hasHandles() {
    return !handles.isEmpty();
  }

  /** Reads a value that others read too, and keeps what its handles stand for. */
  public @Nullable Object keepValue() throws IOException, ClassNotFoundException {
    Object value = getValue();
    keep(value);
    return value;
  }

  /**
   * All was read, and others read it too: keeps what its handles stand for.
   *
   * @param values what was read, or holds it
   */
  public void keep(@Nullable Object values) {
    try {
      for (String handle : handles) {
        SharedRefs.keep(handle);
      }
    } finally {
      Reference.reachabilityFence(values);
    }
  }

  /** Nobody will read it: the handles in it are not under way any more. */
  public void drop() {
    HandleTable.drop(handles);
  }

  /** Reads one byte. */
  public byte getByte() throws IOException {
    require(1);
    return data[at++];
  }

  /** The byte that is read next. */
  public byte look() throws IOException {
    require(1);
    return data[at];
  }

  /** Where it reads next. */
  public int position() {
    return at;
  }

  /** Reads nothing of so many bytes. */
  public void skip(int bytes) throws IOException {
    if (bytes < 0) {
      throw new IOException("malformed data");
    }
    require(bytes);
    at += bytes;
  }

  /** Reads four bytes. */
  public int getInt() throws IOException {
    require(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (data[at++] & 0xff);
    }
    return value;
  }

  /** Reads eight bytes. */
  public long getLong() throws IOException {
    return (long) getInt() << 32 | (getInt() & 0xffffffffL);
  }

  /** Reads a length and bytes. */
  public byte[] getBytes() throws IOException {
    byte[] value = new byte[getLength(1)];
    System.arraycopy(data, at, value, 0, value.length);
    at += value.length;
    return value;
  }

  /** Reads a string. */
  public String getString() throws IOException {
    String value = getNullableString();
    if (value == null) {
      throw new IOException("malformed data");
    }
    return value;
  }

  /** Reads a string or null. */
  public @Nullable String getNullableString() throws IOException {
    byte tag = getByte();
    if (tag == Tags.NULL) {
      return null;
    }
    return string(tag);
  }

  private String string(byte tag) throws IOException {
    if (tag == Tags.LATIN1) {
      int length = getLength(1);
      String value = new String(data, at, length, StandardCharsets.ISO_8859_1);
      at += length;
      return value;
    }
    if (tag == Tags.UTF16) {
      return new String(chars());
    }
    throw new IOException("malformed data");
  }

  /**
   * Reads any value.
   *
   * @throws IOException if the data is malformed, or the filter rejects a class
   * @throws ClassNotFoundException if a class of it is missing here
   * @throws RuntimeException whatever a class throws that reads itself
   */
  public @Nullable Object getValue() throws IOException, ClassNotFoundException {
    byte tag = getByte();
    switch (tag) {
      case Tags.NULL:
        return null;
      case Tags.TRUE:
        return true;
      case Tags.FALSE:
        return false;
      case Tags.BYTE:
        return getByte();
      case Tags.SHORT:
        return (short) getInt();
      case Tags.CHAR:
        return (char) getInt();
      case Tags.INT:
        return getInt();
      case Tags.LONG:
        return getLong();
      case Tags.FLOAT:
        return Float.intBitsToFloat(getInt());
      case Tags.DOUBLE:
        return Double.longBitsToDouble(getLong());
      case Tags.LATIN1, Tags.UTF16:
        return string(tag);
      case Tags.JAVA:
        return javaObject(getInt());
      case Tags.RECORD:
        return RecordForm.read(this);
      case Tags.SHARED:
        return SharedRefs.handle(getString());
      default:
        return array(tag);
    }
  }

  private Object array(byte tag) throws IOException {
    switch (tag) {
      case Tags.BYTES:
        return getBytes();
      case Tags.INTS:
        int[] ints = new int[getLength(4)];
        for (int i = 0; i < ints.length; i++) {
          ints[i] = getInt();
        }
        return ints;
      case Tags.LONGS:
        long[] longs = new long[getLength(8)];
        for (int i = 0; i < longs.length; i++) {
          longs[i] = getLong();
        }
        return longs;
      case Tags.DOUBLES:
        double[] doubles = new double[getLength(8)];
        for (int i = 0; i < doubles.length; i++) {
          doubles[i] = Double.longBitsToDouble(getLong());
        }
        return doubles;
      case Tags.FLOATS:
        float[] floats = new float[getLength(4)];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = Float.intBitsToFloat(getInt());
        }
        return floats;
      case Tags.SHORTS:
        char[] unsigned = chars();
        short[] shorts = new short[unsigned.length];
        for (int i = 0; i < shorts.length; i++) {
          shorts[i] = (short) unsigned[i];
        }
        return shorts;
      case Tags.CHARS:
        return chars();
      case Tags.BOOLEANS:
        boolean[] booleans = new boolean[getLength(1)];
        for (int i = 0; i < booleans.length; i++) {
          booleans[i] = getByte() != 0;
        }
        return booleans;
      case Tags.STRINGS:
        String[] strings = new String[getLength(1)];
        for (int i = 0; i < strings.length; i++) {
          strings[i] = getNullableString();
        }
        return strings;
      default:
        throw new IOException("malformed data");
    }
  }

  private char[] chars() throws IOException {
    char[] chars = new char[getLength(2)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (data[at] << 8 | (data[at + 1] & 0xff));
      at += 2;
    }
    return chars;
  }

  private @Nullable Object javaObject(int index) throws IOException, ClassNotFoundException {
    Object[] objects = javaObjects;
    if (objects == null) {
      objects = JavaSerial.read(data, javaAt, javaLength);
      javaObjects = objects;
    }
    if (index < 0 || index >= objects.length) {
      throw new IOException("malformed data");
    }
    return objects[index];
  }

  /**
   * Reads the number of elements that follow; refuses a number of more than can be there.
   *
   * @param elementBytes how many each takes at least
   */
  public int getLength(int elementBytes) throws IOException {
    int length = getInt();
    if (length < 0 || (long) length * elementBytes > data.length - at) {
      throw new IOException("malformed data");
    }
    return length;
  }

  private void require(int bytes) throws IOException {
    if (data.length - at < bytes) {
      throw new IOException("malformed data");
    }
  }
}
