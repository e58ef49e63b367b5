package io.github.processing4j.runtime.shared;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.OutsideFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of shared memory. Up to 2 GiB they are mapped as a whole. What is larger is mapped in windows
 * as it is asked for, each a GiB after the one before and twice as long, so that any GiB of it is within
 * one.
 *
 * <p>Nothing is ever unmapped but by the garbage collector, when no buffer is left. Thread-safe.
 */
final class MappedFile {
  private static final int STRIDE_BITS = 30;
  private static final long MAX_WINDOW = Integer.MAX_VALUE;

  private final Path path;
  private final String identity;
  private final long size;
  private final @Nullable ByteBuffer[] windows;
  private @Nullable RandomAccessFile file;

  private MappedFile(Path path, String identity, RandomAccessFile file) throws IOException {
    this.path = path;
    this.identity = identity;
    this.file = file;
    this.size = file.length();
    boolean whole = size <= MAX_WINDOW;
    this.windows = new ByteBuffer[whole ? 1 : (int) ((size - 1) >>> STRIDE_BITS) + 1];
    if (whole) {
      windows[0] = map(0, size);
      close();
    }
  }

  /**
   * Opens a file.
   *
   * @param now one of its names
   * @param path that which lasts
   * @throws IOException if it cannot be; {@link NoSuchFileException} if it is not there, or not that
   */
  static MappedFile open(Path now, Path path, String identity) throws IOException {
    RandomAccessFile file = reopen(now, identity);
    try {
      return new MappedFile(path, identity, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static RandomAccessFile reopen(Path path, String identity) throws IOException {
    if (!identity.equals(OutsideFiles.identity(path))) {
      throw new NoSuchFileException(path.toString());
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    if (!identity.equals(OutsideFiles.identity(path))) {
      file.close();
      throw new NoSuchFileException(path.toString());
    }
    return file;
  }

  /** What tells it from another file of its name. */
  String identity() {
    return identity;
  }

  long size() {
    return size;
  }

  /** A part, from position 0 on, big-endian. */
  ByteBuffer slice(long offset, int length) {
    Objects.checkFromIndexSize(offset, (long) length, size);
    int index =
        windows.length == 1 ? 0 : (int) Math.min(offset >>> STRIDE_BITS, windows.length - 1);
    long begin = (long) index << STRIDE_BITS;
    try {
      if (offset - begin + length <= MAX_WINDOW) {
        return window(index).slice((int) (offset - begin), length);
      }
      return map(offset, length);
    } catch (IOException e) {
      throw new SegmentException(
          "cannot map " + length + " bytes of " + path + " (" + e + ")", path.toString(), e);
    }
  }

  private synchronized ByteBuffer window(int index) throws IOException {
    ByteBuffer known = windows[index];
    if (known == null) {
      long begin = (long) index << STRIDE_BITS;
      known = map(begin, Math.min(size - begin, MAX_WINDOW));
      windows[index] = known;
    }
    return known;
  }

  /** The thread is the user's: an interrupt closes the channel, and is kept for later. */
  private synchronized ByteBuffer map(long offset, long length) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        RandomAccessFile open = file;
        if (open == null) {
          open = reopen(path, identity);
          file = open;
        }
        try {
          return open.getChannel().map(FileChannel.MapMode.READ_WRITE, offset, length);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          file = null;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets go of the file. What is mapped stays so. */
  synchronized void close() {
    RandomAccessFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new SegmentException("cannot close " + path, path.toString(), e);
      }
    }
  }
}
