package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/**
 * The program that renders, seen from its workers: what belongs to it is for its frame thread
 * alone.
 *
 * <p>TouchDesigner's threading example asks its readers never to touch a host object from a worker;
 * a {@link Guarded} object makes that a check. Thread-safe.
 */
public final class FrameHost {
  private static volatile @Nullable Thread frameThread;

  private FrameHost() {}

  /**
   * Names the frame thread of the objects that are guarded from now on: for those who set up on one
   * thread and render on another.
   *
   * @param thread null for whichever thread guards an object, as at first
   */
  public static void frameThread(@Nullable Thread thread) {
    frameThread = thread;
  }

  /** Guards an object: only the frame thread can get at it from now on. */
  public static <T> Guarded<T> guard(T object) {
    Thread named = frameThread;
    return new Guarded<>(object, named != null ? named : Thread.currentThread());
  }
}
