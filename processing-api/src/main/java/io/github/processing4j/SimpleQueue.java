package io.github.processing4j;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A queue with the few methods that most programs need: Python's {@code
 * multiprocessing.SimpleQueue}. What holds of a {@link Queue} holds of it.
 *
 * @param <E> the type of the items, none of them null
 * @see Processing#simpleQueue()
 */
public interface SimpleQueue<E> extends AutoCloseable, Serializable {

  /**
   * Puts an item. Blocks only while a bounded queue is full; interruptible.
   *
   * @throws NotSendableException if the item cannot be sent
   * @throws ItemTooLargeException if the item, once written, is larger than allowed
   * @throws InterruptedException if interrupted; the item was not put
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  void put(E item) throws InterruptedException;

  /**
   * Takes the next item: {@link #take()} under Python's name. Blocks while there is none;
   * interruptible.
   *
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  E get();

  /**
   * Takes the next item. Blocks while there is none; interruptible.
   *
   * @throws InterruptedException if interrupted; nothing was taken
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  E take() throws InterruptedException;

  /**
   * Takes the next item, or answers null if there is none. Never blocks.
   *
   * @throws ClosedHandleException if this handle is closed
   */
  @Nullable E poll();

  /** Whether there is no item at this moment. Never blocks. */
  boolean isEmpty();

  /** Closes this handle; idempotent; as {@link Queue#close()}. */
  @Override
  void close();
}
