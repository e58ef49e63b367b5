package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Functions written for a worker, and read by it. */
class FunctionFormTest implements Serializable {
  private static final long serialVersionUID = 1;

  private final FunctionReader reader = new FunctionReader();

  private static final class Doubling implements TaskFunction<Integer, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer apply(Integer value) {
      return 2 * value;
    }
  }

  /** A sub-interface, whose default method must not be skipped. */
  private interface Quoted extends Task<String> {
    String text();

    @Override
    default String call() {
      return "'" + text() + "'";
    }
  }

  private interface CallableAndSerializable<T> extends Callable<T>, Serializable {}

  private static byte[] bytes(Object target, CallShape shape) {
    return Objects.requireNonNull(FunctionForm.write(target, shape).written());
  }

  private @Nullable Object call(
      Object target, CallShape shape, @Nullable Object a, @Nullable Object b) throws Throwable {
    return reader.read(bytes(target, shape)).call(a, b);
  }

  /** The class that calls the body of this lambda. */
  private static Task<Class<?>> caller(String captured) {
    return () ->
        captured == null
            ? Object.class
            : StackWalker.getInstance(
                    java.util.Set.of(
                        StackWalker.Option.RETAIN_CLASS_REFERENCE,
                        StackWalker.Option.SHOW_HIDDEN_FRAMES))
                .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                .getDeclaringClass();
  }

  @Test
  void aLambdaIsCalledDirectlyByAClassThatIsDefinedOnce() throws Throwable {
    Object first = call(caller("a"), CallShape.TASK, null, null);
    Object second = call(caller("b"), CallShape.TASK, null, null);
    assertTrue(((Class<?>) Objects.requireNonNull(first)).isHidden());
    assertTrue(first.toString().contains("$Call"), first::toString);
    assertSame(first, second);
  }

  @Test
  void capturedValuesAreThoseOfEachCall() throws Throwable {
    for (int i = 0; i < 3; i++) {
      int captured = i;
      String text = "text" + i;
      TaskBiFunction<Integer, Long, String> function = (a, b) -> text + captured + a + b;
      assertEquals("text" + i + i + "12", call(function, CallShape.BI_FUNCTION, 1, 2L));
    }
  }

  @Test
  void objectsAreCalledAsTheyAre() throws Throwable {
    assertEquals(6, call(new Doubling(), CallShape.FUNCTION, 3, null));
    Quoted quoted = () -> "text";
    assertEquals("'text'", call(quoted, CallShape.TASK, null, null));
    CallableAndSerializable<String> callable = () -> "callable";
    assertEquals("callable", call(callable, CallShape.CALLABLE, null, null));
    TaskFunction<String, Integer> reference = String::length;
    assertEquals(4, call(reference, CallShape.FUNCTION, "four", null));
    TaskFunction<String, StringBuilder> constructor = StringBuilder::new;
    assertEquals("x", String.valueOf(call(constructor, CallShape.FUNCTION, "x", null)));
  }

  @Test
  void theFilterIsAsked() {
    Task<String> task = () -> "text";
    byte[] written = bytes(task, CallShape.TASK);
    Processing.setSerialFilter(info -> java.io.ObjectInputFilter.Status.REJECTED);
    try {
      assertThrows(InvalidClassException.class, () -> reader.read(written));
    } finally {
      Processing.setSerialFilter(null);
    }
  }

  private static String refused(Object target, CallShape shape) {
    NotSendableException refused =
        assertThrows(NotSendableException.class, () -> FunctionForm.write(target, shape));
    return String.valueOf(refused.getMessage());
  }

  @Test
  void whatCannotBeSentIsToldWithWhatToWrite() {
    Callable<Integer> callable = () -> 1;
    String message = refused(callable, CallShape.CALLABLE);
    assertTrue(message.contains("not Serializable") && message.contains("Task"), message);
    Runnable runnable = () -> {};
    message = refused(runnable, CallShape.ACTION);
    assertTrue(message.contains("Action"), message);
    message = refused(new FutureTask<>(callable), CallShape.ACTION);
    assertTrue(message.contains("FutureTask"), message);
    message =
        refused(
            new Runnable() {
              @Override
              public void run() {}
            },
            CallShape.ACTION);
    assertTrue(message.contains("implement Serializable"), message);
  }

  @Test
  void aStageOfACompletableFutureIsToldWithWhatToWrite() {
    NotSendableException refused =
        assertThrows(
            NotSendableException.class,
            () ->
                CompletableFuture.supplyAsync(
                    () -> 1, action -> FunctionForm.write(action, CallShape.ACTION)));
    assertTrue(refused.getMessage().contains("pool.applyAsync"), refused::getMessage);
  }

  @Test
  void aCapturedValueIsNamed() {
    Object captured = new Odd.Unsendable();
    Task<String> task = captured::toString;
    NotSendableException refused =
        assertThrows(NotSendableException.class, () -> FunctionForm.write(task, CallShape.TASK));
    assertEquals(Odd.Unsendable.class.getName(), refused.className());
    assertTrue(
        refused.path().startsWith("the enclosing object") || refused.path().contains("captured"),
        refused::path);
  }

  /** Gives a call to a pool while it is being initialised. */
  private static final class Early {
    static final String REFUSED = refuse();

    private static String refuse() {
      Task<String> task = () -> REFUSED;
      return String.valueOf(
          assertThrows(IllegalStateException.class, () -> FunctionForm.write(task, CallShape.TASK))
              .getMessage());
    }
  }

  @Test
  void aCallFromTheStaticInitialiserOfItsClassIsRefused() {
    assertTrue(Early.REFUSED.contains(Early.class.getName()), Early.REFUSED);
    assertTrue(Early.REFUSED.contains("not from a static initialiser"), Early.REFUSED);
  }

  @Test
  void whatAllWorkersReadKeepsItsHandles() throws Throwable {
    Pipe pipe = Processing.pipe();
    Connection second = pipe.second();
    Target initializer = () -> second.send("text");
    byte[] written = bytes(initializer, CallShape.TARGET);
    for (int worker = 0; worker < 3; worker++) {
      reader.readShared(written).call(null, null);
      assertEquals("text", pipe.first().recv());
    }
    // Nothing was counted as under way: the last handle is the last.
    second.close();
    assertThrows(EOFException.class, () -> pipe.first().recv());
    pipe.first().close();
  }
}
