package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.SerialFilter;
import io.github.processing4j.runtime.launch.ArgumentsForm;
import io.github.processing4j.runtime.launch.Payload;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The work of this child, found and ready to run. Finding it loads the target's class, but does not
 * initialise it.
 */
public final class ChildWork {
  /** Calls the target with all it takes, or null if there is nothing to do. */
  private final @Nullable Function<Object, @Nullable Object> call;

  private final @Nullable Object[] arguments;
  private final boolean tellsResult;
  private final ParentLink link;

  private ChildWork(
      @Nullable Function<Object, @Nullable Object> call,
      @Nullable Object[] arguments,
      boolean tellsResult,
      ParentLink link) {
    this.call = call;
    this.arguments = arguments;
    this.tellsResult = tellsResult;
    this.link = link;
  }

  static ChildWork find(Payload payload, Decoder in, ParentLink link)
      throws IOException, ReflectiveOperationException {
    switch (payload.kind) {
      case Payload.DIRECT:
        Class<?> host = load(in.getString());
        if (System.getProperty(SerialFilter.PROPERTY) != null) {
          SerialFilter.check(host);
        }
        byte[] doorClass = in.getBytes();
        byte[] callClass = in.getBytes();
        int captured = in.getInt();
        Object[] all = arguments(captured, payload, in, link);
        return new ChildWork(define(host, doorClass, callClass), all, payload.hasResult, link);
      case Payload.OBJECT:
        Object target = in.getValue();
        Object[] given = arguments(0, payload, in, link);
        return new ChildWork(ObjectCall.of(target, payload.shape), given, payload.hasResult, link);
      case Payload.MAIN:
        Class<?> main = load(in.getString());
        return new ChildWork(ObjectCall.ofMain(main), new Object[] {in.getValue()}, false, link);
      case Payload.INSTANCE:
        Object process = in.getValue();
        return new ChildWork(ObjectCall.ofProcess(process), new Object[0], false, link);
      default:
        return new ChildWork(null, new Object[0], false, link);
    }
  }

  /** Captured values, then what the interface adds. */
  private static @Nullable Object[] arguments(
      int captured, Payload payload, Decoder in, ParentLink link)
      throws IOException, ClassNotFoundException {
    int size = captured + (payload.hasArgument ? 1 : 0) + (payload.hasProgress ? 1 : 0);
    Object[] all = new Object[size];
    for (int i = 0; i < captured; i++) {
      all[i] = in.getValue();
    }
    if (payload.hasArgument) {
      all[captured] = payload.hasResult ? in.getValue() : ArgumentsForm.read(in);
    }
    if (payload.hasProgress) {
      all[size - 1] = new LinkProgress(link);
    }
    return all;
  }

  /**
   * Defines the class that calls the body of a lambda; see {@code DirectCallClass}.
   *
   * @return takes the array of all that the body takes
   */
  public static Function<Object, @Nullable Object> define(
      Class<?> host, byte[] doorClass, byte[] callClass) throws ReflectiveOperationException {
    MethodHandles.Lookup own = MethodHandles.lookup();
    if (doorClass.length > 0) {
      Objects.requireNonNull(Door.to(host, doorClass, own).apply(callClass));
    } else {
      MethodHandles.privateLookupIn(host, own)
          .defineHiddenClass(callClass, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    }
    return handedOver();
  }

  /** The instance that a class has handed over as it was initialised. */
  @SuppressWarnings("unchecked")
  static Function<Object, @Nullable Object> handedOver() {
    Thread main = Thread.currentThread();
    Function<Object, @Nullable Object> function =
        (Function<Object, @Nullable Object>) main.getUncaughtExceptionHandler();
    main.setUncaughtExceptionHandler(null);
    return function;
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
  }

  /** Runs it, on the main thread. */
  void run() throws Exception {
    Function<Object, @Nullable Object> what = call;
    if (what == null) {
      return;
    }
    Object result = what.apply(arguments);
    if (tellsResult) {
      link.result(result);
    }
  }
}
