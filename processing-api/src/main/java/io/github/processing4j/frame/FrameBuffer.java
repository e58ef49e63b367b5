package io.github.processing4j.frame;

import io.github.processing4j.spi.Providers;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a fixed size from one producer, in any process, to render loops that want the newest
 * complete one.
 *
 * <pre>{@code
 * FrameBuffer frames = FrameBuffer.create(width * height * 4);
 * Processing.start(() -> {
 *   while (true) {
 *     try (FrameBuffer.Writer frame = frames.write()) { paint(frame.buffer()); }
 *   }
 * });
 * // each frame:
 * ByteBuffer pixels = frames.latest();
 * if (pixels != null) { show(pixels); }
 * }</pre>
 *
 * <p>Nobody waits for anybody: the producer may write faster or slower than the loops look, and no
 * frame is ever torn. A producer that dies while it writes leaves the frame before it as the
 * newest, and another may write in its place.
 *
 * <p>One frame is written at a time. Many threads of many processes may read, up to 8 of each
 * process; each of them keeps the frame that it got last until it asks again. The producer never
 * writes to a frame that somebody keeps, also where that reader is suspended: it makes room for one
 * more frame then, so that memory is taken for as many frames as there are readers, and two. What a
 * reader kept that was killed is used again.
 *
 * <p>Thread-safe. The handle is serializable: it may be captured by a target, given as an argument,
 * or sent through a queue. In the loop's thread {@link #latest} neither blocks nor, but for the
 * first frames, allocates.
 */
public interface FrameBuffer extends AutoCloseable, Serializable {

  /**
   * A frame buffer without a frame yet.
   *
   * @param bytes the size of every frame, 1 or more
   * @throws IllegalArgumentException if it is less
   * @throws io.github.processing4j.SegmentException if there is no room for it
   */
  static FrameBuffer create(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("frames of " + bytes + " bytes: 1 or more");
    }
    return Providers.get().sharing().frameBuffer(bytes);
  }

  /**
   * Begins a frame, which is published by the {@code close()} of the writer. Never blocks; but {@link
   * io.github.processing4j.Process#stop()} ends it, so that a loop of nothing else can be stopped.
   *
   * @throws IllegalStateException if a frame is being written already, here or in another process that
   *     is alive; what a dead one has begun is given up
   * @throws io.github.processing4j.SegmentException if all frames are kept by readers, and there is
   *     no room for one more
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  Writer write();

  /**
   * The newest complete frame, or null if there is none yet. Never blocks, nor allocates once it has
   * seen each of the few places where frames are.
   *
   * @return read-only, from position 0 to the size, in the byte order of the machine; for this
   *     thread alone, and valid until its next call or the end of this handle, which is its {@link
   *     #close()}, or that nobody refers to it any more. Where the
   *     frame is the same, it is the same object
   * @throws IllegalStateException if 8 other threads of this process read, and are alive
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  @Nullable ByteBuffer latest();

  /**
   * The number of the frame that {@link #latest} answered last to this thread: 1 for the first that was
   * ever published, 0 if it answered none. Where it grew by more than one, frames were passed over.
   */
  long sequence();

  /** The size of every frame in bytes. */
  int size();

  /**
   * Closes this handle; idempotent. A frame that it is writing is discarded, and its writer still to be
   * closed.
   */
  @Override
  void close();

  /** A frame that is being written. For one thread. */
  interface Writer extends AutoCloseable {

    /**
     * Where to write: from position 0 to the size, in the byte order of the machine; the same
     * buffer at every call. What it holds is an older frame or nothing: write all of it.
     *
     * @throws IllegalStateException if the frame was published or discarded
     */
    ByteBuffer buffer();

    /** Makes the next {@link #close()} publish nothing; idempotent. */
    void discard();

    /** Publishes the frame, unless it was discarded; idempotent. Never blocks. */
    @Override
    void close();
  }
}
