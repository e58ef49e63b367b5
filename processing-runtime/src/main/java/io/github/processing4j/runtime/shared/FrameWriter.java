package io.github.processing4j.runtime.shared;

import io.github.processing4j.frame.FrameBuffer;
import java.nio.ByteBuffer;

/** A frame that is being written. Until it is closed its slot is nobody else's to write to. */
final class FrameWriter implements FrameBuffer.Writer {
  private final FrameBufferHandle handle;
  private final Frames frames;
  private final int slot;
  private final ByteBuffer buffer;
  private boolean discarded;
  private boolean closed;

  FrameWriter(FrameBufferHandle handle, Frames frames, int slot) {
    this.handle = handle;
    this.frames = frames;
    this.slot = slot;
    this.buffer = frames.writable(slot);
  }

  @Override
  public ByteBuffer buffer() {
    if (discarded || closed) {
      throw new IllegalStateException(
          "the frame was " + (discarded ? "discarded" : "published") + " already: begin another");
    }
    return buffer;
  }

  @Override
  public void discard() {
    discarded = true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!discarded && !handle.isClosed()) {
        frames.publish(slot);
      }
      frames.end();
    }
  }
}
