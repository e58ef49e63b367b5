package io.github.processing4j.runtime.pool;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.launch.DirectCall;
import io.github.processing4j.runtime.launch.StaticInitialiser;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a function travels to a worker: a lambda of exactly one of our interfaces as the class that calls
 * its body and the values it captured, anything else as an object. As {@link Encoder#toBytes()}:
 *
 * <pre>
 *   byte  ordinal of the {@link CallShape}
 *   byte  DIRECT or OBJECT
 *   DIRECT: string host, bytes door class, bytes call class, int number of captured values, these
 *   OBJECT: value
 * </pre>
 */
final class FunctionForm {
  static final byte DIRECT = 1;
  static final byte OBJECT = 2;

  private static final String WHAT_TO_WRITE =
      "Give the lambda to submit(...), apply(...) or execute(...) of the pool itself, where it becomes"
          + " a Task, Target or Action, which are Serializable; in a variable or a list declare it as"
          + " one of these";

  private static final String AGAIN =
      "a call given to a pool while %s, the class of its function, is being initialised would be given"
          + " again by the worker, to a pool of its own, without end: give it";

  /** Classes that were found initialised, as far as the thread that asked could tell. */
  private static final ClassValue<AtomicBoolean> INITIALISED =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return new AtomicBoolean();
        }
      };

  private FunctionForm() {}

  /**
   * Writes a function.
   *
   * @throws NotSendableException if it cannot be sent
   * @throws IllegalStateException if its class is being initialised by this thread
   */
  static Function write(Object target, CallShape shape) {
    requireMeaningful(target);
    Encoder out = new Encoder().putByte(shape.ordinal());
    try {
      DirectCall direct = DirectCall.ofCall(target);
      requireInitialised(direct != null ? direct.host() : target.getClass());
      if (direct != null) {
        direct.write(out.putByte(DIRECT));
      } else {
        out.putByte(OBJECT).putValue(target, what(shape));
      }
      byte[] written = out.toBytes();
      return new Function(target, shape, written, out.handles());
    } catch (NotSendableException e) {
      throw helpful(e);
    }
  }

  private static void requireInitialised(Class<?> type) {
    AtomicBoolean initialised = INITIALISED.get(type);
    if (!initialised.get()) {
      StaticInitialiser.refuse(type, AGAIN);
      initialised.set(true);
    }
  }

  private static String what(CallShape shape) {
    return shape.arguments() == 0 ? "the task" : "the function";
  }

  /** Refuses what would be run for nobody, or says so of a lambda of a type that cannot be sent. */
  private static void requireMeaningful(Object target) {
    String className = target.getClass().getName();
    if (target instanceof CompletableFuture.AsynchronousCompletionTask) {
      throw refused(
          "a stage of a CompletableFuture (supplyAsync, runAsync or an ...Async method with the pool as"
              + " its executor) cannot be sent to another process, for it completes an object of this"
              + " one. Write pool.applyAsync(() -> ...): its result is a CompletionStage, whose stages may"
              + " follow",
          className);
    }
    if (target instanceof RunnableFuture) {
      throw refused(
          "a "
              + className
              + " cannot be sent to another process, for its result is kept in an object of this one."
              + " Give what it runs to submit(...) of the pool: that returns a Future",
          className);
    }
    if (!(target instanceof Serializable)) {
      boolean lambda = target.getClass().isSynthetic() || target.getClass().isHidden();
      throw refused(
          "cannot send the task to another process: "
              + className
              + " is not Serializable. "
              + (lambda
                  ? WHAT_TO_WRITE + ": Task<String> task = () -> ..., or (Task<String>) () -> ..."
                  : "Have the class implement Serializable, or Task or Action; or write a lambda that"
                      + " makes an instance: pool.submit(() -> new "
                      + target.getClass().getSimpleName()
                      + "(...).call())"),
          className);
    }
  }

  private static NotSendableException refused(String message, String className) {
    return new NotSendableException(message, "the task", className, null);
  }

  /** Says more where something of the pool itself was captured. */
  private static NotSendableException helpful(NotSendableException e) {
    if (!isOfPool(e.className())) {
      return e;
    }
    return new NotSendableException(
        "cannot send "
            + e.path()
            + " to another process: it is a pool, or the result of one, and stays where it was made."
            + " A task may make a pool of its own; to use a result, let the caller wait for it and pass"
            + " its value on",
        e.path(),
        e.className(),
        e);
  }

  private static boolean isOfPool(String className) {
    try {
      Class<?> type = Class.forName(className, false, FunctionForm.class.getClassLoader());
      return Pool.class.isAssignableFrom(type)
          || AsyncResult.class.isAssignableFrom(type)
          || ResultIterator.class.isAssignableFrom(type);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
