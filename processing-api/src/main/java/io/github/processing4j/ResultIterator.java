package io.github.processing4j;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of {@link Pool#imap} and {@link Pool#imapUnordered}, as they come.
 *
 * <p>An item whose call failed throws from {@code next}, and the iteration can go on after it. Where the
 * source throws, what came before is delivered first, then its exception, and that is the end.
 *
 * <p>Thread-safe; several threads may take from one iterator. Who does not need the rest closes it, or
 * forgets it.
 *
 * @param <R> the results
 */
public interface ResultIterator<R extends @Nullable Object>
    extends Iterator<R>, Iterable<R>, AutoCloseable {

  /**
   * Whether there is a result to come. Blocks until that is known; interruptible.
   *
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   */
  @Override
  boolean hasNext();

  /**
   * The next result. Blocks; interruptible.
   *
   * @throws NoSuchElementException at the end
   * @throws TaskFailedException if the call threw a checked exception; another is thrown as it is
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   */
  @Override
  R next();

  /**
   * The next result, if it comes in time; else it is the next one still. Blocks; interruptible.
   *
   * @param timeout zero or less looks once
   * @throws TimeoutException if the time is over
   */
  R next(Duration timeout) throws TimeoutException;

  /** This iterator itself, for a {@code for} loop; it can be gone through once. */
  @Override
  Iterator<R> iterator();

  /**
   * Takes no more from the source, and cancels what has not begun. Never blocks; idempotent. The thread
   * that takes from the source is interrupted if it waits there.
   */
  @Override
  void close();
}
