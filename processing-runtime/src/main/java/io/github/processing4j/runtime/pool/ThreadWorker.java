package io.github.processing4j.runtime.pool;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/** A worker on a thread of this JVM: a process of the context {@code thread}. Nothing is copied. */
final class ThreadWorker extends Worker {
  /** What tells it to end. */
  private static final Object RETIRE = new Object();

  private final Foreman foreman;
  private final @Nullable Target initializer;
  private final @Nullable ClassLoader loader;
  private final LinkedBlockingDeque<Object> tasks = new LinkedBlockingDeque<>();
  private volatile @Nullable Process process;
  private volatile boolean halted;
  private volatile @Nullable Chunk chunk;
  private volatile @Nullable Chunk cut;
  private volatile int begun = -1;
  private int priority = Thread.NORM_PRIORITY;

  ThreadWorker(
      Foreman foreman,
      long id,
      String name,
      @Nullable Target initializer,
      @Nullable ClassLoader loader) {
    super(foreman, id, name);
    this.foreman = foreman;
    this.initializer = initializer;
    this.loader = loader;
  }

  @Override
  void start() {
    Task<Void> main =
        () -> {
          work();
          return null;
        };
    Process made =
        Process.builder()
            .context(Processing.getContext("thread"))
            .name(name)
            .daemon(true)
            .work(new Work.OfTask(main, null, this))
            .build();
    made.start();
    process = made;
  }

  @Override
  @Nullable Process process() {
    return process;
  }

  @Override
  void send(Chunk next) {
    tasks.addLast(next);
  }

  @Override
  List<Chunk> recall() {
    List<Object> all = new ArrayList<>();
    tasks.drainTo(all);
    List<Chunk> back = new ArrayList<>();
    for (Object task : all) {
      if (task instanceof Chunk unbegun) {
        back.add(unbegun);
      } else {
        tasks.addLast(task);
      }
    }
    return back;
  }

  @Override
  void forget(Job job) {
    // It holds nothing of it.
  }

  @Override
  void retire() {
    tasks.addLast(RETIRE);
  }

  @Override
  void cut(Chunk of) {
    cut = of;
  }

  @Override
  void halt() {
    halted = true;
    tasks.addLast(RETIRE);
  }

  @Override
  void salvage() {
    // It tells all at once.
  }

  @Override
  boolean hasBegun(Chunk of, int item) {
    return chunk == of && begun >= item;
  }

  @Override
  boolean runs(Chunk of, int item) {
    return hasBegun(of, item);
  }

  @Override
  long begunNanos() {
    return progressNanos();
  }

  @Override
  void release() {
    // The garbage collector's.
  }

  // On its thread.

  private void work() {
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(loader);
    priority = thread.getPriority();
    if (initializer != null) {
      try {
        initializer.run();
      } catch (ProcessExit e) {
        throw e;
      } catch (Throwable e) {
        foreman.initializerFailed(this, e);
        return;
      }
    }
    foreman.ready(this);
    while (!halted) {
      Object next;
      try {
        next = tasks.takeFirst();
      } catch (InterruptedException e) {
        // That of a call that has ended, or of one who ends this worker.
        continue;
      }
      if (!(next instanceof Chunk given)) {
        return;
      }
      run(given);
    }
  }

  private void run(Chunk given) {
    Object[] values = Objects.requireNonNull(given.values);
    int arguments = given.job.function.shape().arguments();
    // Nothing of it has begun.
    begun = -1;
    chunk = given;
    for (int i = given.sentFrom; i < given.count && !halted; i++) {
      begun = i;
      boolean isLeftOut = given.isSkipped(i) || given == cut;
      @Nullable Object first = arguments > 0 ? values[i * arguments] : null;
      @Nullable Object second = arguments > 1 ? values[i * arguments + 1] : null;
      Answer answer;
      if (isLeftOut) {
        answer = Answer.value(null);
      } else {
        Progress progress =
            given.job.function.shape().isTold()
                ? DirectReports.begin(foreman, this, given.id)
                : null;
        answer = call(given.job.function, first, second, progress);
      }
      foreman.answered(this, given.id, i, new Answer[] {answer});
    }
  }

  private Answer call(
      Function function,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Progress progress) {
    Thread thread = Thread.currentThread();
    try {
      return Answer.value(invoke(function, first, second, progress));
    } catch (ProcessExit e) {
      throw e;
    } catch (Throwable e) {
      return Answer.failure(e);
    } finally {
      // Nothing that a call sets reaches the next.
      Thread.interrupted();
      thread.setContextClassLoader(loader);
      thread.setName(name);
      thread.setPriority(priority);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private static @Nullable Object invoke(
      Function function,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Progress progress)
      throws Exception {
    Object target = function.target();
    switch (function.shape()) {
      case TASK, TOLD_TASK:
        return ((Task<@Nullable Object>) target).call();
      case TARGET:
        ((Target) target).run();
        return null;
      case CALLABLE:
        return ((Callable<@Nullable Object>) target).call();
      case ACTION:
        ((Runnable) target).run();
        return null;
      case FUNCTION, TOLD_FUNCTION:
        return ((TaskFunction<@Nullable Object, @Nullable Object>) target).apply(first);
      case PROGRESS_TASK:
        return ((ProgressTask<@Nullable Object>) target).run(Objects.requireNonNull(progress));
      case PROGRESS_FUNCTION:
        return ((ProgressFunction<@Nullable Object, @Nullable Object>) target)
            .apply(first, Objects.requireNonNull(progress));
      default:
        return ((TaskBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) target)
            .apply(first, second);
    }
  }
}
