package io.github.processing4j.frame;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a task's hooks, once, how it ended. */
final class EndHook<T extends @Nullable Object> extends Hook {
  private final FrameTask<T> task;
  private final FrameWorker<T> worker;
  private final @Nullable RefreshHook refresh;

  EndHook(FrameTask<T> task, FrameWorker<T> worker, @Nullable RefreshHook refresh) {
    this.task = task;
    this.worker = worker;
    this.refresh = refresh;
  }

  @Override
  void arrived(HookQueue queue) {
    if (refresh != null) {
      refresh.last(queue);
    }
    queue.due(this);
  }

  @Override
  boolean run(Consumer<Throwable> failures) {
    return worker.poll() == Status.READY
        ? call(task.onSuccess(), worker.result(), failures)
        : call(task.onException(), worker.failure(), failures);
  }

  @SuppressWarnings("NullAway") // a task may return null, which its hook is given
  private static <V> boolean call(
      @Nullable Consumer<? super V> hook, @Nullable V value, Consumer<Throwable> failures) {
    if (hook == null) {
      return false;
    }
    try {
      hook.accept(value);
    } catch (Throwable e) {
      failures.accept(e);
    }
    return true;
  }
}
