package io.github.processing4j.runtime.pool;

import io.github.processing4j.NotSendableException;
import java.io.Serializable;

/** What to write instead of a lambda that is not serialisable. */
final class Advice {
  private Advice() {}

  /**
   * Makes a function.
   *
   * @throws NotSendableException if it cannot be sent; it says what to write
   */
  static Function function(Calls calls, Object target, CallShape shape) {
    try {
      return calls.function(target, shape);
    } catch (NotSendableException e) {
      if (target instanceof Serializable) {
        throw e;
      }
      String className = target.getClass().getName();
      throw new NotSendableException(
          "cannot send a "
              + (shape == CallShape.ACTION ? "Runnable" : "Callable")
              + " to another process: "
              + className
              + " is not Serializable. "
              + advice(className, shape),
          e.path(),
          className,
          e);
    }
  }

  private static String advice(String className, CallShape shape) {
    if (className.startsWith("java.util.concurrent.CompletableFuture$")) {
      return "Instead of CompletableFuture.supplyAsync(\u2026, pool) or runAsync(\u2026, pool) write"
          + " pool.applyAsync(\u2026), which is a CompletionStage; a stage cannot be run by a pool";
    }
    if (className.startsWith("java.util.concurrent.")) {
      return "It belongs to this JVM: give the pool what it is to run, by pool.submit(\u2026)";
    }
    return shape == CallShape.ACTION
        ? "A lambda is if it is given to the pool directly, or declared as an Action:"
            + " Action action = () -> \u2026"
        : "A lambda is if it is given to submit directly, or declared as a Task: Task<T> task = () ->"
            + " \u2026, and List.<Task<T>>of(() -> \u2026) for invokeAll and invokeAny";
  }
}
