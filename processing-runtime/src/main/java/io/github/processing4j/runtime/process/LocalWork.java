package io.github.processing4j.runtime.process;

import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Runs work on a thread of this JVM. */
final class LocalWork {
  private LocalWork() {}

  /** Whether somebody waits for a result, and is told of a failure. */
  static boolean isAwaited(Work work) {
    return work instanceof Work.OfTask;
  }

  static void run(Work work, Runnable checkStop) throws Throwable {
    if (work instanceof Work.OfTarget of) {
      of.target().run();
    } else if (work instanceof Work.OfArgs of) {
      of.target().run(of.arguments());
    } else if (work instanceof Work.OfInstance of) {
      of.process().run();
    } else if (work instanceof Work.OfMain of) {
      main(of);
    } else if (work instanceof Work.OfTask of) {
      task(of, checkStop);
    }
  }

  private static void main(Work.OfMain of) throws Throwable {
    Class<?> type =
        Class.forName(of.className(), true, Thread.currentThread().getContextClassLoader());
    Method main = type.getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) of.args().toArray(new String[0]));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void task(Work.OfTask of, Runnable checkStop) throws Exception {
    TaskListener listener = of.listener();
    try {
      listener.succeeded(call(of, new LocalProgress(listener, checkStop)));
    } catch (Throwable e) {
      listener.failed(e);
      throw e;
    }
  }

  // The functions may take null if the user gave it; NullAway does not follow type arguments.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static @Nullable Object call(Work.OfTask of, Progress progress) throws Exception {
    Object task = of.task();
    if (task instanceof ProgressFunction<?, ?> f) {
      return ((ProgressFunction<@Nullable Object, @Nullable Object>) f)
          .apply(of.argument(), progress);
    }
    if (task instanceof TaskFunction<?, ?> f) {
      return ((TaskFunction<@Nullable Object, @Nullable Object>) f).apply(of.argument());
    }
    if (task instanceof ProgressTask<?> p) {
      return p.run(progress);
    }
    return ((Task<?>) task).call();
  }

  private static final class LocalProgress implements Progress {
    private final TaskListener listener;
    private final Runnable checkStop;
    private double fraction = Double.NaN;
    private String message = "";
    private @Nullable Object payload;

    LocalProgress(TaskListener listener, Runnable checkStop) {
      this.listener = listener;
      this.checkStop = checkStop;
    }

    @Override
    public synchronized void update(double newFraction, String newMessage) {
      checkStop.run();
      fraction = Math.min(1, Math.max(0, newFraction));
      message = newMessage;
      listener.progressed(fraction, message, payload);
    }

    @Override
    public synchronized void publish(@Nullable Object newPayload) {
      checkStop.run();
      payload = newPayload;
      listener.progressed(fraction, message, payload);
    }
  }
}
