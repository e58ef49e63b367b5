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
 * <p>One writer at a time; many readers, each with a handle of its own, which is for one thread.
 * The handle is serializable: it may be captured by a target, given as an argument, or sent through
 * a queue. In the loop's thread {@link #latest} neither blocks, nor allocates.
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
   * Begins a frame, which is published by the {@code close()} of the writer. Never blocks.
   *
   * @throws IllegalStateException if a frame is being written already, here or in another process
   *     that is alive
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  Writer write();

  /**
   * The newest complete frame, or null if there is none yet. Never blocks or allocates.
   *
   * @return read-only, from position 0 to the size, in the byte order of the machine; valid until
   *     the next call of this handle, and the same object where the frame is the same
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  @Nullable ByteBuffer latest();

  /**
   * The number of the frame that {@link #latest} answered last here: 1 for the first that was ever
   * published, 0 if it answered none. Where it grew by more than one, frames were passed over.
   */
  long sequence();

  /** The size of every frame in bytes. */
  int size();

  /** Closes this handle; idempotent. A frame that it is writing is discarded. */
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
