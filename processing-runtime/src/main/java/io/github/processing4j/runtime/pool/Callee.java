package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.frame.Progress;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A function as it is called. */
abstract class Callee {

  /**
   * Calls it.
   *
   * @param a the first parameter, if it has one
   * @param b the second parameter, if it has two
   * @return what it returns, or null if that is nothing
   * @throws Throwable whatever it throws
   */
  abstract @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Throwable;

  /**
   * Calls an object of the type that the shape says.
   *
   * @throws ClassCastException if it is none
   */
  static Callee of(Object target, CallShape shape) {
    switch (shape) {
      case TASK, CALLABLE, TOLD_TASK:
        return new OfCallable((Callable<?>) target);
      case TARGET:
        return new OfTarget((Target) target);
      case ACTION:
        return new OfRunnable((Runnable) target);
      case FUNCTION, TOLD_FUNCTION:
        return new OfFunction(target);
      case PROGRESS_TASK:
        return new OfProgressTask((ProgressTask<?>) target);
      case PROGRESS_FUNCTION:
        return new OfProgressFunction(target);
      default:
        return new OfBiFunction(target);
    }
  }

  private static final class OfCallable extends Callee {
    private final Callable<?> target;

    OfCallable(Callable<?> target) {
      this.target = target;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      return target.call();
    }
  }

  private static final class OfTarget extends Callee {
    private final Target target;

    OfTarget(Target target) {
      this.target = target;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      target.run();
      return null;
    }
  }

  private static final class OfRunnable extends Callee {
    private final Runnable target;

    OfRunnable(Runnable target) {
      this.target = target;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) {
      target.run();
      return null;
    }
  }

  // They may take null if the program gave it; NullAway does not follow type arguments.

  private static final class OfFunction extends Callee {
    private final TaskFunction<@Nullable Object, @Nullable Object> target;

    @SuppressWarnings("unchecked")
    OfFunction(Object target) {
      this.target = (TaskFunction<@Nullable Object, @Nullable Object>) target;
    }

    @Override
    @SuppressWarnings("NullAway")
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      return target.apply(a);
    }
  }

  private static final class OfProgressTask extends Callee {
    private final ProgressTask<?> target;

    OfProgressTask(ProgressTask<?> target) {
      this.target = target;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      return target.run((Progress) Objects.requireNonNull(a));
    }
  }

  private static final class OfProgressFunction extends Callee {
    private final ProgressFunction<@Nullable Object, @Nullable Object> target;

    @SuppressWarnings("unchecked")
    OfProgressFunction(Object target) {
      this.target = (ProgressFunction<@Nullable Object, @Nullable Object>) target;
    }

    @Override
    @SuppressWarnings("NullAway")
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      return target.apply(a, (Progress) Objects.requireNonNull(b));
    }
  }

  private static final class OfBiFunction extends Callee {
    private final TaskBiFunction<@Nullable Object, @Nullable Object, @Nullable Object> target;

    @SuppressWarnings("unchecked")
    OfBiFunction(Object target) {
      this.target = (TaskBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) target;
    }

    @Override
    @SuppressWarnings("NullAway")
    @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
      return target.apply(a, b);
    }
  }
}
