package io.github.processing4j.runtime.shared;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.Lockable;
import io.github.processing4j.shared.SharedMemory;
import org.jspecify.annotations.Nullable;

/** Makes what is in this package. */
public final class SharedThings {
  private SharedThings() {}

  public static SharedMemory createMemory(@Nullable String name, long bytes) {
    throw new UnsupportedOperationException();
  }

  public static SharedMemory attachMemory(String name) {
    throw new UnsupportedOperationException();
  }

  public static <T extends Lockable> T value(Class<T> type, Object initial) {
    throw new UnsupportedOperationException();
  }

  public static <T extends Lockable> T array(Class<T> type, int length) {
    throw new UnsupportedOperationException();
  }

  public static FrameBuffer frameBuffer(int bytes) {
    throw new UnsupportedOperationException();
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    throw new UnsupportedOperationException();
  }
}
