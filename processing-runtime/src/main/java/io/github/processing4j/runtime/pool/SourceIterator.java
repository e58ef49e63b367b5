package io.github.processing4j.runtime.pool;

import io.github.processing4j.ResultIterator;
import io.github.processing4j.runtime.memory.Bell;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The results of a source, as its user holds them. Once nobody does, the source is let go. */
final class SourceIterator<R extends @Nullable Object> implements ResultIterator<R> {
  private final SourceJob job;

  /** Who still takes from it wants the pool to go on. */
  @SuppressWarnings({"unused", "UnusedVariable"})
  private final Object pool;

  SourceIterator(SourceJob job, Object pool) {
    this.job = job;
    this.pool = pool;
    Forgotten.register(this, new Close(job));
  }

  private static final class Close implements Runnable {
    private final SourceJob job;

    Close(SourceJob job) {
      this.job = job;
    }

    @Override
    public void run() {
      job.close();
    }
  }

  @Override
  public boolean hasNext() {
    try {
      Bell.check(true);
      return job.awaitNext();
    } catch (InterruptedException e) {
      throw Failures.interrupted("hasNext", e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public R next() {
    try {
      return take(Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public R next(Duration timeout) throws TimeoutException {
    return take(Times.nanos(timeout));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // A value may be null where R is nullable.
  private R take(long nanos) throws TimeoutException {
    Answer answer;
    try {
      Bell.check(true);
      answer = job.take(nanos);
    } catch (InterruptedException e) {
      throw Failures.interrupted("next", e);
    } finally {
      Reference.reachabilityFence(this);
    }
    if (answer == null) {
      throw new NoSuchElementException("no more results");
    }
    Throwable failure = answer.failure();
    if (failure != null) {
      throw Failures.unchecked(failure);
    }
    return (R) answer.value();
  }

  @Override
  public Iterator<R> iterator() {
    return this;
  }

  @Override
  public void close() {
    job.close();
  }
}
