package io.github.processing4j.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Makes handles of volatile fields, for compare-and-set. */
final class Handles {
  private Handles() {}

  /**
   * The handle of a field.
   *
   * @param caller of the class that has the field
   */
  static VarHandle field(MethodHandles.Lookup caller, String name, Class<?> type) {
    try {
      return caller.findVarHandle(caller.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
