package io.github.processing4j.runtime.child;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.Arguments;
import io.github.processing4j.Process;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.runtime.launch.WorkShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls a target that came as an object, or a main method. */
final class ObjectCall implements Function<Object, @Nullable Object> {
  private final Object target;
  private final @Nullable WorkShape shape;

  private ObjectCall(Object target, @Nullable WorkShape shape) {
    this.target = target;
    this.shape = shape;
  }

  static ObjectCall of(@Nullable Object target, int shape) {
    return new ObjectCall(Objects.requireNonNull(target), WorkShape.of(shape));
  }

  static ObjectCall ofProcess(@Nullable Object process) {
    Process instance = (Process) Objects.requireNonNull(process);
    ChildSelf.instance(instance);
    return new ObjectCall(instance, null);
  }

  static ObjectCall ofMain(Class<?> type) throws NoSuchMethodException {
    Method main = type.getDeclaredMethod("main", String[].class);
    if (!Modifier.isStatic(main.getModifiers())) {
      throw new NoSuchMethodException(type.getName() + ".main is not static");
    }
    main.setAccessible(true);
    return new ObjectCall(main, null);
  }

  @Override
  public @Nullable Object apply(Object all) {
    try {
      return call((Object[]) all);
    } catch (Exception e) {
      throw ObjectCall.<RuntimeException>unchecked(e);
    }
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object call(@Nullable Object[] a) throws Exception {
    if (target instanceof Method main) {
      return callMain(main, a);
    }
    WorkShape how = shape;
    if (how == null) {
      ((Process) target).run();
      return null;
    }
    switch (how) {
      case TARGET:
        ((Target) target).run();
        return null;
      case ARGS:
        ((ArgsTarget) target).run((Arguments) Objects.requireNonNull(a[0]));
        return null;
      case TASK:
        return ((Task<Object>) target).call();
      case PROGRESS_TASK:
        return ((ProgressTask<Object>) target).run((Progress) Objects.requireNonNull(a[0]));
      case FUNCTION:
        return ((TaskFunction<@Nullable Object, Object>) target).apply(a[0]);
      default:
        return ((ProgressFunction<@Nullable Object, Object>) target)
            .apply(a[0], (Progress) Objects.requireNonNull(a[1]));
    }
  }

  private static @Nullable Object callMain(Method main, @Nullable Object[] a) throws Exception {
    try {
      return main.invoke(null, a);
    } catch (InvocationTargetException e) {
      throw ObjectCall.<RuntimeException>unchecked(e.getCause());
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(@Nullable Throwable thrown) throws E {
    throw (E) Objects.requireNonNull(thrown);
  }
}
