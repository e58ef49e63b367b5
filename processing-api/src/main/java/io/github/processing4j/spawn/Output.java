package io.github.processing4j.spawn;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a program wrote to one of its streams. Immutable. */
public final class Output {
  private static final int SHOWN_CHARS = 200;

  private final byte[] bytes;

  /** These bytes. */
  public Output(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many there are. */
  public int size() {
    return bytes.length;
  }

  /** The bytes as UTF-8; what is no UTF-8 becomes U+FFFD. Line ends are as they were written. */
  public String text() {
    return text(StandardCharsets.UTF_8);
  }

  /** The bytes as text in this encoding. */
  public String text(Charset charset) {
    return new String(bytes, charset);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Output output && Arrays.equals(bytes, output.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text, cut if it is long. */
  @Override
  public String toString() {
    int length = Math.min(bytes.length, SHOWN_CHARS);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return length == bytes.length
        ? "'" + text + "'"
        : "'" + text + "…' (" + bytes.length + " bytes)";
  }
}
