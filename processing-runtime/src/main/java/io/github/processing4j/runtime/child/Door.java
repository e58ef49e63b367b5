package io.github.processing4j.runtime.child;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The doors into other modules: classes there that define the class that calls a lambda, which we may
 * not do from here; see {@code DirectCallClass}. Loaded only where program and library are not in one
 * module.
 */
final class Door {
  private static final Map<Class<?>, Function<Object, @Nullable Object>> OPEN = new HashMap<>();

  private Door() {}

  /** The door of a class, which takes a class file and defines its class there. */
  static synchronized Function<Object, @Nullable Object> to(
      Class<?> host, byte[] doorClass, MethodHandles.Lookup own)
      throws ReflectiveOperationException {
    Function<Object, @Nullable Object> door = OPEN.get(host);
    if (door == null) {
      Door.class.getModule().addReads(host.getModule());
      Class<?> type = MethodHandles.privateLookupIn(host, own).defineClass(doorClass);
      Class.forName(type.getName(), true, type.getClassLoader());
      door = ChildWork.handedOver();
      OPEN.put(host, door);
    }
    return door;
  }
}
