package io.github.processing4j.runtime.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Reads a segment by file calls, without mapping it. What is behind its end is 0.
 * Its getters throw {@link UncheckedIOException}. Not thread-safe. */
final class FileView implements MemberView, AutoCloseable {
  private final RandomAccessFile file;
  private final byte[] bytes = new byte[8];
  private final ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

  FileView(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public int getInt(int at) {
    return (int) get(at, 4);
  }

  @Override
  public long getLong(int at) {
    return get(at, 8);
  }

  /** A word may be written while its bytes are read, so that it is read until it is twice the same. */
  private long get(int at, int length) {
    try {
      long seen = read(at, length);
      for (long again = read(at, length); again != seen; again = read(at, length)) {
        seen = again;
      }
      return seen;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long read(int at, int length) throws IOException {
    value.putLong(0, 0);
    file.seek(at);
    int got = 0;
    for (int more = 0; more >= 0 && got < length; got += more) {
      more = file.read(bytes, got, length - got);
    }
    return length == 4 ? value.getInt(0) : value.getLong(0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
