package io.github.processing4j;

import java.time.Duration;

/**
 * A queue that knows which of its items are done: Python's {@code multiprocessing.JoinableQueue}.
 *
 * <pre>{@code
 * JoinableQueue<Path> queue = Processing.joinableQueue();
 * for (int i = 0; i < 4; i++) {
 *   Processing.start(() -> { while (true) { shrink(queue.take()); queue.taskDone(); } });
 * }
 * queue.putMany(photos);
 * queue.join();
 * }</pre>
 *
 * <p>Every item that was taken is to be followed by one {@link #taskDone()} in the process that
 * took it. If that process dies before, the item is given out again, to whoever takes next: so an
 * item may be worked on twice, and comes later than its place in the order. A suspended process is
 * alive.
 *
 * @param <E> the type of the items
 * @see Processing#joinableQueue()
 */
public interface JoinableQueue<E> extends Queue<E> {

  /**
   * Says that an item is done: the one that the calling thread took first of those not done yet; of
   * a thread that has none, the one that its process took first. Never blocks.
   *
   * @throws IllegalStateException if every item that this process took is done already
   * @throws ClosedHandleException if this handle is closed
   */
  void taskDone();

  /**
   * Waits until every item that was put is done; returns at once if nothing was put. Blocks;
   * interruptible. Items put meanwhile are waited for too.
   *
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  void join();

  /**
   * Waits until every item that was put is done, but no longer than {@code timeout}. Blocks;
   * interruptible.
   *
   * @param timeout zero or less does not wait
   * @return whether every item is done
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  boolean join(Duration timeout);

  /**
   * Closes this handle; idempotent; as {@link Queue#close()}. Items that this process took and that
   * are not done are given out again to others.
   */
  @Override
  void close();
}
