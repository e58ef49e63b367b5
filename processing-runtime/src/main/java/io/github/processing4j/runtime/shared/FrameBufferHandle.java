package io.github.processing4j.runtime.shared;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A {@link FrameBuffer}. Its text ends with the size of the frames. */
final class FrameBufferHandle extends Handle<Frames> implements FrameBuffer {
  private static final long serialVersionUID = 1;

  private final transient int size;

  FrameBufferHandle(HandleText text, boolean arrives) {
    super(text, arrives);
    this.size = Integer.parseInt(text.more());
  }

  static FrameBufferHandle create(int size) {
    SharedObject made = Frames.create(size);
    String more = Integer.toString(size);
    FrameBufferHandle handle =
        new FrameBufferHandle(new HandleText(Kind.FRAMES, 0, made.name(), more), false);
    handle.adopt(made);
    return handle;
  }

  @Override
  protected Frames open(SharedObject object) {
    return Frames.of(object, size);
  }

  @Override
  protected int bells() {
    return 0;
  }

  @Override
  public Writer write() {
    try {
      Bell.check(false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Frames frames = core();
    return new FrameWriter(this, frames, frames.begin());
  }

  @Override
  public @Nullable ByteBuffer latest() {
    return core().readers().get().latest();
  }

  @Override
  public long sequence() {
    FrameReaders.Reader reader = core().readers().find();
    return reader == null ? 0 : reader.sequence();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String toString() {
    return "FrameBuffer(" + size + " bytes)";
  }
}
