package io.github.processing4j.runtime.child;

import java.lang.invoke.MethodHandles;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defines the class that calls the body of a lambda; see {@code DirectCallClass}. */
final class HiddenCall {
  private HiddenCall() {}

  @SuppressWarnings("unchecked")
  static Function<Object, @Nullable Object> define(Class<?> host, byte[] callClass)
      throws IllegalAccessException {
    MethodHandles.Lookup own = MethodHandles.lookup();
    Module module = host.getModule();
    if (module.isNamed()) {
      HiddenCall.class.getModule().addReads(module);
    }
    MethodHandles.privateLookupIn(host, own)
        .defineHiddenClass(callClass, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    Thread main = Thread.currentThread();
    Function<Object, @Nullable Object> call =
        (Function<Object, @Nullable Object>) main.getUncaughtExceptionHandler();
    main.setUncaughtExceptionHandler(null);
    return call;
  }
}
