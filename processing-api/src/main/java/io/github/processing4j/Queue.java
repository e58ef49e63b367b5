package io.github.processing4j;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;

/**
 * A queue of many producers and consumers in any of the JVMs of a tree: a {@link BlockingQueue},
 * with the methods of Python's {@code multiprocessing.Queue} beside Java's.
 *
 * <pre>{@code
 * Queue<String> queue = Processing.queue();
 * Processing.start(() -> queue.put("hello"));
 * System.out.println(queue.take());
 * }</pre>
 *
 * <p>Items are copied: written as bytes by {@code put}, read by whoever takes them. They come out
 * in the order in which they were put as far as one producer is concerned; of the items of two
 * producers nothing is promised. Each is taken once. When {@code put} returns, the item is in
 * shared memory: it outlives its producer, which may be joined before anybody has taken it. An item
 * whose consumer dies after it was taken is gone with it; a {@link JoinableQueue} gives it out
 * again.
 *
 * <p>A queue is bounded by the number of items, by their bytes, or not at all. Null items are
 * refused by {@link NullPointerException}. Of an item that cannot be sent, {@code put} and its like
 * throw {@link NotSendableException}; of one that is too large, {@link ItemTooLargeException}; the
 * queue goes on. Whoever takes an item that cannot be read in its process gets {@link
 * NotReadableException}; such an item is lost.
 *
 * <p>Thread-safe, also while any process that uses it is killed, suspended or in a pause of its
 * garbage collector: nobody else waits for it. The handle is serializable: it may be captured by a
 * target, given as an argument, or sent through another queue. Every blocking method is ended by
 * {@link Process#stop()}, with {@link ProcessExit}.
 *
 * <p>Where Java and Python have a method for the same thing, Java's is checked and Python's is not:
 * an interrupt makes {@code take} throw {@link InterruptedException}, and {@code get} {@link
 * ProcessingInterruptedException} with the flag set again; {@code poll} answers null where {@code
 * getNoWait} throws {@link QueueEmptyException}.
 *
 * <p>What looks inside does so by a copy of a moment: {@link #iterator()}, {@link #toArray()},
 * {@link #contains}. Items are taken at the head alone: {@link #remove(Object)}, {@link
 * #removeAll}, {@link #retainAll}, {@link #removeIf} and the {@code remove} of the iterator throw
 * {@link UnsupportedOperationException}.
 *
 * @param <E> the type of the items
 * @apiNote The simple name is that of {@link java.util.Queue}: import this one by name.
 * @see Processing#queue()
 */
public interface Queue<E> extends BlockingQueue<E>, AutoCloseable, Serializable {

  /** A builder, for bounds in bytes and a codec of one's own. */
  static <E> QueueBuilder<E> builder() {
    return new QueueBuilder<>();
  }

  /**
   * Takes the next item: {@link #take()} under Python's name. Blocks while there is none;
   * interruptible.
   *
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  E get();

  /**
   * Takes the next item, waiting for it no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param timeout zero or less does not wait
   * @throws QueueEmptyException if there was none in time, and not before
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  E get(Duration timeout);

  /**
   * Takes the next item if there is one. Never blocks.
   *
   * @throws QueueEmptyException if there is none
   * @throws ClosedHandleException if this handle is closed
   */
  E getNoWait();

  /**
   * Puts an item if there is room. Never blocks.
   *
   * @throws QueueFullException if there is none
   * @throws NotSendableException if the item cannot be sent
   * @throws ItemTooLargeException if the item, once written, is larger than allowed
   * @throws ClosedHandleException if this handle is closed
   */
  void putNoWait(E item);

  /**
   * Puts an item, waiting for room no longer than {@code timeout}. Blocks while the queue is full;
   * interruptible.
   *
   * @param timeout zero or less does not wait
   * @throws QueueFullException if there was no room in time, and not before
   * @throws NotSendableException if the item cannot be sent
   * @throws ItemTooLargeException if the item, once written, is larger than allowed
   * @throws ProcessingInterruptedException if interrupted; the item was not put, the flag is set
   *     again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  void put(E item, Duration timeout);

  /**
   * Puts many items, in the order of the collection, and sooner than one by one: consumers are
   * woken once. Blocks while the queue is full; interruptible. Items of other producers may come
   * between.
   *
   * <p>Should it throw, the items before the one in question have been put.
   *
   * @throws NotSendableException if an item cannot be sent
   * @throws ItemTooLargeException if an item, once written, is larger than allowed
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  void putMany(Collection<? extends E> items);

  /** Whether there is no room at this moment, by count or by bytes. Never blocks. */
  boolean isFull();

  /** Whether this handle was closed. Never blocks. */
  boolean isClosed();

  /**
   * Closes this handle; idempotent. Other processes go on with theirs, and items that are in the
   * queue stay there for them; when the last handle is closed or its process has ended, the queue
   * is gone. Threads of this process that wait in it get {@link ClosedHandleException}, as does
   * every later call.
   */
  @Override
  void close();

  /**
   * {@inheritDoc}
   *
   * <p>Blocks while the queue is full; the item is in shared memory when this returns.
   *
   * @throws NotSendableException if the item cannot be sent
   * @throws ItemTooLargeException if the item, once written, is larger than allowed
   * @throws InterruptedException if interrupted; the item was not put
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  @Override
  void put(E item) throws InterruptedException;

  /**
   * {@inheritDoc}
   *
   * @throws InterruptedException if interrupted; nothing was taken
   * @throws ClosedHandleException if this handle is closed, or is closed meanwhile
   */
  @Override
  E take() throws InterruptedException;

  /**
   * The number of items at this moment; more than {@link Integer#MAX_VALUE} are told as that many.
   */
  @Override
  int size();

  /**
   * How many items could be put at this moment before the bound by count; {@link Integer#MAX_VALUE}
   * without one. The bound in bytes does not enter.
   */
  @Override
  int remainingCapacity();

  /** The items of this moment; none is taken. Its {@code remove} is not supported. */
  @Override
  Iterator<E> iterator();

  /**
   * Not supported: an item is taken at the head alone.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  boolean remove(Object item);

  /**
   * Not supported: an item is taken at the head alone.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  boolean removeAll(Collection<?> items);

  /**
   * Not supported: an item is taken at the head alone.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  boolean retainAll(Collection<?> items);

  /**
   * Not supported: an item is taken at the head alone.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  default boolean removeIf(Predicate<? super E> filter) {
    throw new UnsupportedOperationException("items are taken at the head of the queue alone");
  }
}
