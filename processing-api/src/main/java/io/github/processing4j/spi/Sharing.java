package io.github.processing4j.spi;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.StatusQueue;
import io.github.processing4j.shared.Lockable;
import io.github.processing4j.shared.SharedMemory;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what processes share. Thread-safe. Numbers were checked by the caller to be in the bounds
 * that are told here.
 *
 * <p>Whatever is made throws {@link io.github.processing4j.SegmentException} if there is no room
 * for it.
 */
public interface Sharing {

  /** A queue. */
  <E> Queue<E> queue(QueueSpec spec);

  /** A queue that knows which of its items are done. */
  <E> JoinableQueue<E> joinableQueue(QueueSpec spec);

  /** A queue with few methods. */
  <E> SimpleQueue<E> simpleQueue(QueueSpec spec);

  /**
   * Two ends of a channel.
   *
   * @param duplex false if the first end only receives and the second only sends
   */
  Pipe pipe(boolean duplex);

  /**
   * The ready ones of several objects, as {@link
   * io.github.processing4j.connection.Connections#wait(Collection, Duration)}.
   *
   * @param objects at least one
   * @param timeout null to wait without bound; zero or less does not wait
   */
  <T> List<T> wait(Collection<? extends T> objects, @Nullable Duration timeout);

  /** A lock, free. */
  Lock lock();

  /** A reentrant lock, free. */
  RLock rlock();

  /**
   * A semaphore.
   *
   * @param permits 0 or more
   */
  Semaphore semaphore(int permits);

  /**
   * A semaphore that never has more permits than at first.
   *
   * @param permits 0 or more
   */
  BoundedSemaphore boundedSemaphore(int permits);

  /** An event, not set. */
  Event event();

  /**
   * A condition.
   *
   * @param lock its lock, or null for a new reentrant one
   * @throws IllegalArgumentException if the lock is not of this engine
   */
  Condition condition(@Nullable Lock lock);

  /**
   * A barrier.
   *
   * @param parties 1 or more
   */
  Barrier barrier(int parties);

  /**
   * Shared memory, new and zero.
   *
   * @param name a file name, or null to choose one
   * @param bytes 1 or more
   */
  SharedMemory createMemory(@Nullable String name, long bytes);

  /**
   * Shared memory that is there.
   *
   * @param name a file name
   */
  SharedMemory attachMemory(String name);

  /**
   * A shared value.
   *
   * @param type one of {@code IntValue}, {@code LongValue}, {@code DoubleValue}, {@code
   *     FloatValue}, {@code BooleanValue}, {@code ByteValue}, {@code ShortValue}, {@code CharValue}
   * @param initial boxed, of the type of the value
   */
  <T extends Lockable> T value(Class<T> type, Object initial);

  /**
   * A shared array of zeros.
   *
   * @param type one of {@code IntArray}, {@code LongArray}, {@code DoubleArray}, {@code
   *     FloatArray}, {@code ByteArray}, {@code ShortArray}
   * @param length 0 or more
   */
  <T extends Lockable> T array(Class<T> type, int length);

  /**
   * A frame buffer without a frame.
   *
   * @param bytes the size of every frame, 1 or more
   */
  FrameBuffer frameBuffer(int bytes);

  /**
   * What a status queue that processes share keeps its statuses in.
   *
   * @param queue the queue in this JVM
   */
  SharedStatuses statuses(StatusQueue queue);
}
