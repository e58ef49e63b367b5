package io.github.processing4j.runtime.codec;

/** What follows in encoded data. One byte each. */
final class Tags {
  static final byte NULL = 0;
  static final byte TRUE = 1;
  static final byte FALSE = 2;
  static final byte BYTE = 3;
  static final byte SHORT = 4;
  static final byte CHAR = 5;
  static final byte INT = 6;
  static final byte LONG = 7;
  static final byte FLOAT = 8;
  static final byte DOUBLE = 9;
  static final byte LATIN1 = 10;
  static final byte UTF16 = 11;
  static final byte BYTES = 12;
  static final byte INTS = 13;
  static final byte LONGS = 14;
  static final byte DOUBLES = 15;
  static final byte FLOATS = 16;
  static final byte SHORTS = 17;
  static final byte CHARS = 18;
  static final byte BOOLEANS = 19;
  static final byte STRINGS = 20;

  /** An index into the objects that were written by Java serialization, all in one stream. */
  static final byte JAVA = 21;

  /** A handle of something that JVMs share. */
  static final byte SHARED = 22;

  /** The name of a record's class, then its components. */
  static final byte RECORD = 23;

  private Tags() {}
}
