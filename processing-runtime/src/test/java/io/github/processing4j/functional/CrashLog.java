package io.github.processing4j.functional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a process that is killed has done, in a mapped file, which outlives it.
 *
 * <pre>
 *    0  long  items whose put was begun
 *    8  long  items whose put has returned
 *   16  long  items that were taken
 *   24  long  not 0 if one of them was damaged
 *   32        the ids of those that were taken
 * </pre>
 */
final class CrashLog {
  private static final int BEGUN = 0;
  private static final int PUT = 8;
  private static final int TAKEN = 16;
  private static final int DAMAGED = 24;
  private static final int IDS = 32;

  private final MappedByteBuffer memory;

  /**
   * Opens or makes one.
   *
   * @param room for so many taken items; the file takes no more than what is written
   */
  CrashLog(Path file, int room) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, IDS + 8L * room);
      memory.order(ByteOrder.nativeOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(int at, long value) {
    // Neither the compiler nor the processor moves a note over what it notes.
    VarHandle.fullFence();
    memory.putLong(at, value);
    VarHandle.fullFence();
  }

  void begin(long count) {
    set(BEGUN, count);
  }

  void put(long count) {
    set(PUT, count);
  }

  void take(long id) {
    int count = (int) memory.getLong(TAKEN);
    set(IDS + 8 * count, id);
    set(TAKEN, count + 1L);
  }

  void damaged() {
    set(DAMAGED, 1);
  }

  boolean isFull() {
    return IDS + 8 * taken() == memory.capacity();
  }

  long begun() {
    return memory.getLong(BEGUN);
  }

  long put() {
    return memory.getLong(PUT);
  }

  int taken() {
    return (int) memory.getLong(TAKEN);
  }

  long taken(int index) {
    return memory.getLong(IDS + 8 * index);
  }

  boolean isDamaged() {
    return memory.getLong(DAMAGED) != 0;
  }
}
