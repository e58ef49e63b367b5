package io.github.processing4j;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers that run calls: the {@code Pool} of R. Oudkerk's {@code processing} package, and an {@link
 * ExecutorService}.
 *
 * <pre>{@code
 * try (Pool pool = Processing.pool(4)) {
 *   List<Integer> squares = pool.map(x -> x * x, List.of(1, 2, 3));
 * }
 * }</pre>
 *
 * <p><b>It never hangs and never loses a call.</b> A call whose worker dies, by whatever signal or exit,
 * fails with {@link WorkerDiedException}, alone; the worker is replaced. A call whose argument cannot be
 * read by the worker, or whose result or exception cannot be written there or read here, fails with an
 * error that says why. Each call is run at most once.
 *
 * <p><b>What is sent.</b> Functions, tasks and arguments are copies in the worker, as results are here;
 * they must be {@link java.io.Serializable}. A lambda given to a method of this interface is. A function
 * is read once by each worker for all the calls of a map. What cannot be sent of what a method is given
 * fails in that method, by {@link NotSendableException}; an item of a map or source fails where its
 * result would be.
 *
 * <p><b>Exceptions.</b> The methods with Python's names throw what the task threw, if it is unchecked,
 * and else a {@link TaskFailedException}. Its stack trace is local, and its cause tells that of the
 * worker, unless it has a cause of its own.
 *
 * <p><b>The end.</b> A pool that is not closed does not keep the program from ending; one that nobody can
 * reach any more is shut down.
 *
 * <p>Thread-safe. A pool cannot be sent to another process. Methods that wait are interruptible: those
 * with Python's names throw {@link ProcessingInterruptedException} and set the flag again. A call that
 * is given to a pool that was shut down throws {@link RejectedExecutionException}; a broken one throws
 * {@link BrokenPoolException}.
 */
public interface Pool extends ExecutorService, AutoCloseable {

  /** A builder of a pool, for everything beyond the number of its workers. */
  static PoolBuilder builder() {
    return new PoolBuilder();
  }

  /** Runs a task in a worker, and waits for its result. */
  <T extends @Nullable Object> T apply(Task<T> task);

  /** Runs a target in a worker, and waits for its end. */
  void apply(Target target);

  /** Has a task run in a worker. Does not wait. */
  <T extends @Nullable Object> AsyncResult<T> applyAsync(Task<T> task);

  /** Has a target run in a worker. Does not wait. */
  AsyncResult<@Nullable Void> applyAsync(Target target);

  /**
   * Has a task run in a worker. Does not wait.
   *
   * @param callback hears the result, or null
   * @param errorCallback hears why there is none, or null
   */
  <T extends @Nullable Object> AsyncResult<T> applyAsync(
      Task<T> task,
      @Nullable Consumer<? super T> callback,
      @Nullable Consumer<? super Throwable> errorCallback);

  /**
   * Applies a function to each item, and waits for all results, in the order of the items. Items are sent
   * in chunks, of about a quarter of each worker's share.
   *
   * @throws RuntimeException what the first item that failed has thrown; all others were run too
   */
  <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items);

  /**
   * Applies a function to each item, and waits for all results, in the order of the items.
   *
   * @param chunk how many items are sent together, 1 or more
   */
  <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items, int chunk);

  /** As {@link #map(TaskFunction, Collection)}, but does not wait. */
  <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items);

  /** As {@link #map(TaskFunction, Collection, int)}, but does not wait. */
  <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items, int chunk);

  /**
   * As {@link #map(TaskFunction, Collection, int)}, but does not wait.
   *
   * @param chunk 0 for the default
   * @param callback hears all results, or null
   * @param errorCallback hears why there are none, or null
   */
  <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
      TaskFunction<? super A, ? extends R> function,
      Collection<? extends A> items,
      int chunk,
      @Nullable Consumer<? super List<R>> callback,
      @Nullable Consumer<? super Throwable> errorCallback);

  /**
   * Applies a function of two arguments to each pair, and waits for all results, in order.
   *
   * @param pairs such as {@code map.entrySet()}, or a list of {@code Map.entry(a, b)}; the entries
   *     themselves need not be serialisable
   */
  <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs);

  /** As {@link #starmap(TaskBiFunction, Collection)}, with a chunk of 1 or more. */
  <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs,
          int chunk);

  /** As {@link #starmap(TaskBiFunction, Collection)}, but does not wait. */
  <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      AsyncResult<List<R>> starmapAsync(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs);

  /**
   * Applies a function to what a source gives, and gives the results one after another, in the order of
   * the source. The source is taken from as results are: so it may be endless. A thread of the pool's
   * own takes from it.
   *
   * <p>So many items may be under way or waiting to be taken: two chunks for each worker; and, as long as
   * they are small, up to 1024 chunks.
   *
   * <p>{@link #close()} cuts it off: what was taken from the source by then is delivered, and then {@code
   * next} throws a {@link java.util.concurrent.CancellationException}, unless the source had ended.
   */
  <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source);

  /** As {@link #imap(TaskFunction, Iterable)}, with a chunk of 1 or more. */
  <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source, int chunk);

  /** As {@link #imap(TaskFunction, Iterable)}, but gives the results in the order in which they come. */
  <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source);

  /** As {@link #imapUnordered(TaskFunction, Iterable)}, with a chunk of 1 or more. */
  <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source, int chunk);

  // ExecutorService.

  /** As {@link #applyAsync(Task)}; here, so that a lambda is serialisable. */
  <T extends @Nullable Object> AsyncResult<T> submit(Task<T> task);

  /** Has an action run in a worker; here, so that a lambda is serialisable. Does not wait. */
  AsyncResult<?> submit(Action action);

  /**
   * Has a task run in a worker. Does not wait.
   *
   * @param task it must be {@link java.io.Serializable}; a lambda that is given here directly is, for it
   *     is a {@link Task}
   * @throws NotSendableException if it is not
   */
  @Override
  <T extends @Nullable Object> AsyncResult<T> submit(Callable<T> task);

  /** Has an action run in a worker. It must be {@link java.io.Serializable}. Does not wait. */
  @Override
  AsyncResult<?> submit(Runnable action);

  /**
   * Has an action run in a worker; here, so that a lambda is serialisable. Does not wait.
   *
   * @param result stays here, and need not be serialisable
   */
  <T extends @Nullable Object> AsyncResult<T> submit(Action action, T result);

  /** As {@link #submit(Action, Object)}. The action must be {@link java.io.Serializable}. */
  @Override
  <T extends @Nullable Object> AsyncResult<T> submit(Runnable action, T result);

  /**
   * Has an action run in a worker; here, so that a lambda is serialisable. Does not wait. What it throws
   * goes to the handler of uncaught exceptions of the thread of the pool's callbacks.
   */
  void execute(Action action);

  /** As {@link #execute(Action)}. The action must be {@link java.io.Serializable}. */
  @Override
  void execute(Runnable action);

  /**
   * Takes no more calls. Those there are run; a source that {@link #imap} takes from is cut off. The
   * workers end after that. Does not wait.
   */
  @Override
  void shutdown();

  /**
   * Takes no more calls, cancels those there are, and ends their workers as {@link
   * AsyncResult#cancel(boolean)} does. Does not wait.
   *
   * @return what had not begun; to run one runs it in the calling thread
   */
  @Override
  List<Runnable> shutdownNow();

  /**
   * {@link #shutdown()}, and waits until all calls and all workers have ended, and all callbacks were
   * called, unless one of them calls this. So on every JDK. If it is interrupted it goes on as {@link
   * #shutdownNow()}, and sets the flag again.
   */
  @Override
  void close();

  /**
   * Cancels all calls, kills all workers, and takes no more. Does not wait. The ancestor's way to end a
   * pool at once.
   */
  void terminate();

  /**
   * Waits until all workers have ended, and, as {@link #close()}, for callbacks.
   *
   * @throws IllegalStateException before {@link #close()}, {@link #shutdown()} or {@link #terminate()}
   */
  void join();

  /**
   * Waits as {@link #join()}, or until the time is over.
   *
   * @param timeout zero or less looks once
   * @return whether they have
   * @throws IllegalStateException before {@link #close()}, {@link #shutdown()} or {@link #terminate()}
   */
  boolean join(Duration timeout);

  // What it is like.

  /** Its name. */
  String getName();

  /** How many workers it is meant to have. */
  int processes();

  /**
   * Sets how many workers it is meant to have. Those that are too many end when they have ended their
   * call. Does not wait.
   *
   * @param processes 1 to 500
   */
  void resize(int processes);

  /** The workers there are. Never blocks. */
  List<PoolWorker> workers();

  /** How far it is. Never blocks. */
  PoolProgress progress();
}
