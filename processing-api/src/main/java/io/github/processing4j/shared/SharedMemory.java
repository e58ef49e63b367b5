package io.github.processing4j.shared;

import io.github.processing4j.spi.Providers;
import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * A piece of memory with a name, which any process of this machine and user may open: the {@code
 * SharedMemory} of Python's {@code multiprocessing.shared_memory}, and on Linux the same {@code
 * /dev/shm/NAME} that CPython opens.
 *
 * <pre>{@code
 * try (SharedMemory memory = SharedMemory.create("photo", 1 << 20)) {
 *   memory.buffer().put(pixels);
 *   memory.unlink();
 * }
 * }</pre>
 *
 * <p>The handle is thread-safe; the bytes are not guarded by anything. It is serializable: it
 * travels as its name, and is attached where it arrives, when it is used first; so {@link #unlink()}
 * is for who uses it last. The name lasts until {@link #unlink()},
 * and at the latest until the tree of processes that created it has ended, if by SIGKILL until
 * another starts; memory that was only attached is never unlinked but by a call.
 *
 * <p>Where there is no {@code /dev/shm} it is a file in {@code java.io.tmpdir}; or wherever the system
 * property {@code processing4j.shm} says.
 *
 * @apiNote When CPython exits, its bookkeeping takes away the name even of what it has only attached,
 *     unless that is told {@code track=False}, since 3.13; before, {@code resource_tracker.unregister}
 *     helps.
 */
public interface SharedMemory extends AutoCloseable, Serializable {

  /**
   * Memory with a new name of the library's choice.
   *
   * @param bytes 1 or more; all of them zero at first
   * @throws IllegalArgumentException if it is less
   * @throws io.github.processing4j.SegmentException if there is no room for it
   */
  static SharedMemory create(long bytes) {
    checkSize(bytes);
    return Providers.get().sharing().createMemory(null, bytes);
  }

  /**
   * Memory with a name.
   *
   * @param name 1 to 255 bytes in UTF-8 without a slash, such as another process can be told
   * @param bytes 1 or more; all of them zero at first
   * @throws IllegalArgumentException if that is no name or no size
   * @throws io.github.processing4j.SegmentException if there is one of that name, or no room for it
   */
  static SharedMemory create(String name, long bytes) {
    Names.check(name);
    checkSize(bytes);
    return Providers.get().sharing().createMemory(name, bytes);
  }

  /**
   * Memory that is there already, made by any program.
   *
   * @throws IllegalArgumentException if that is no name
   * @throws io.github.processing4j.SegmentException if there is none of that name, or it is
   *     somebody else's
   */
  static SharedMemory attach(String name) {
    Names.check(name);
    return Providers.get().sharing().attachMemory(name);
  }

  /** Its name, as CPython has it: without a slash. */
  String name();

  /** Its size in bytes. */
  long size();

  /**
   * All of the memory, from position 0 on; a new buffer at every call, big-endian as every new
   * buffer is. It may be used after {@link #close()}: the memory goes when no buffer is left.
   *
   * @throws IllegalStateException if it is larger than a buffer can be, 2 GiB
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   * @apiNote What C, NumPy and CPython's {@code struct} write is in the order of the machine:
   *     {@code buffer().order(ByteOrder.nativeOrder())}.
   */
  ByteBuffer buffer();

  /**
   * A part of the memory, from position 0 on; else as {@link #buffer()}.
   *
   * @param offset of its first byte
   * @param length in bytes
   * @throws IndexOutOfBoundsException if that is no part of the memory
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  ByteBuffer buffer(long offset, int length);

  /** Closes this handle; idempotent. The memory and its name stay, also for other processes. */
  @Override
  void close();

  /**
   * Takes the name away; idempotent, also after {@link #close()}. Who has the memory open keeps
   * it; it is gone when nobody has. If the name means other memory by now, nothing happens.
   *
   * @throws io.github.processing4j.SegmentException if it cannot be taken away, as on Windows while
   *     the memory is open
   * @apiNote In CPython the second call fails.
   */
  void unlink();

  private static void checkSize(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("shared memory of " + bytes + " bytes: 1 or more");
    }
  }
}
