package io.github.processing4j.frame;

import java.util.Objects;

/**
 * An object that only the frame thread can get at, made by {@link FrameHost#guard(Object)}. It can
 * be captured by the work of a thread, but not used there; it cannot be sent to a process.
 *
 * @param <T> the object
 */
public final class Guarded<T> {
  private final T object;
  private final Thread frameThread;

  Guarded(T object, Thread frameThread) {
    this.object = Objects.requireNonNull(object, "object");
    this.frameThread = frameThread;
  }

  /**
   * The object. Never blocks; allocates nothing.
   *
   * @throws IllegalStateException in any other thread than the frame thread
   */
  public T get() {
    if (Thread.currentThread() != frameThread) {
      throw new IllegalStateException(
          object.getClass().getName()
              + " belongs to the frame thread "
              + frameThread.getName()
              + ", but "
              + Thread.currentThread().getName()
              + " asked for it: return a result or publish progress, and let a hook of FrameTask"
              + " use it");
    }
    return object;
  }
}
