package io.github.processing4j.runtime.pool;

import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the front of a pool and its jobs ask of the {@link Dispatcher}. Thread-safe; nothing but {@link
 * #awaitEnd} blocks. Its lock is reentrant: a {@link Job} may call it from where it is called.
 *
 * <p>The life of a job: {@link #open}, any number of {@link #submit}, {@link #ended}. If it is cancelled,
 * or the pool is terminated or breaks, it hears {@link Job#over} once, and then what is left of it is
 * answered with that.
 */
interface DispatcherControl {

  /**
   * Begins a job; its {@link Job#calls} are counted as submitted. From here on its chunks are taken, also
   * after a {@link #shutdown()}: that waits for it.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the pool takes no more
   * @throws io.github.processing4j.BrokenPoolException if the pool is broken
   */
  void open(Job job);

  /**
   * Takes the next chunk of a job that was opened, and gives it to a worker as soon as there is one. The
   * chunks of one whose number of calls is known come in order and without gaps. The items of a source are
   * counted as submitted here.
   *
   * @param failures why items of it cannot be sent, by position; these are answered with it, and only
   *     with it, if the chunk is taken
   * @return false if the job is over; then nothing of it is taken
   */
  boolean submit(Chunk chunk, @Nullable Throwable[] failures);

  /**
   * Tells the job that it is {@link Job#over over}, and answers all that is left of it with {@code how}:
   * what was submitted, and, if the number of its calls is known, what was not submitted yet. That has
   * happened when this returns. What has not begun never begins. Does nothing if the job is over or has
   * ended.
   *
   * @param how mostly a {@link java.util.concurrent.CancellationException}
   * @param endWorkers whether workers that run something of it are ended; else they go on for nobody
   */
  void cancel(Job job, Throwable how, boolean endWorkers);

  /**
   * No more chunks of this job will come, and all are answered: workers may forget its function. Called
   * once for each job that was opened, by the job itself, also when it is over; maybe in {@link
   * Job#answered}.
   */
  void ended(Job job);

  /** How many workers there are meant to be. Takes no lock: jobs ask for it under theirs. */
  int processes();

  /** Sets how many workers there are meant to be. */
  void resize(int processes);

  /**
   * Opens no more jobs, and calls {@link Job#cut} for those that are open. The workers end when all jobs
   * have ended. Idempotent.
   */
  void shutdown();

  /**
   * Opens no more jobs, and cancels all that are open, ending their workers as {@link #cancel} does.
   *
   * @return those jobs of which nothing had begun, oldest first
   */
  List<Job> shutdownNow();

  /** As {@link #shutdownNow()}, but kills all workers at once. */
  void terminate();

  /** Whether it opens no more jobs: it was shut down or terminated. */
  boolean isShutdown();

  /** Whether it was shut down, and all jobs and all workers have ended. */
  boolean isTerminated();

  /**
   * Waits until {@link #isTerminated()}. Interruptible.
   *
   * @param nanos zero or less looks once
   * @return whether it is
   */
  boolean awaitEnd(long nanos) throws InterruptedException;

  /** The workers there are. */
  List<PoolWorker> workers();

  /** How far it is: {@link Tally#progress}. */
  PoolProgress progress();
}
