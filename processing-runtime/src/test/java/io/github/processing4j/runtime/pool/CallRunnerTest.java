package io.github.processing4j.runtime.pool;

import static io.github.processing4j.runtime.pool.Bench.failure;
import static io.github.processing4j.runtime.pool.Bench.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Action;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.queue.Item;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls written, run and answered, as between a pool and a worker. */
@Timeout(120)
class CallRunnerTest {
  private static int runs;

  private final Bench bench = new Bench();

  private record Point(int x, int y) implements java.io.Serializable {}

  @AfterEach
  void close() {
    bench.close();
  }

  private static TaskFunction<Object, @Nullable Object> counting() {
    return value -> {
      runs++;
      return value;
    };
  }

  private static int counted() {
    return ++runs;
  }

  private List<@Nullable Object> map(TaskFunction<?, ?> function, @Nullable Object... items)
      throws Exception {
    List<@Nullable Object> values = new ArrayList<>();
    for (Answer answer : bench.call(function, CallShape.FUNCTION, items)) {
      values.add(value(answer));
    }
    return values;
  }

  @Test
  void valuesOfEveryKindGoThereAndBack() throws Exception {
    @Nullable Object[] items = {
      null,
      1,
      2L,
      3.5,
      4.5f,
      (short) 5,
      (byte) 6,
      'c',
      true,
      "text",
      "\u20ac",
      new Point(1, 2),
      List.of("a", 1),
      Map.of("k", 2L),
      java.time.LocalDate.of(2020, 1, 2),
      new String[] {"x", null}
    };
    TaskFunction<Object, @Nullable Object> same = value -> value;
    List<@Nullable Object> back = map(same, items);
    for (int i = 0; i < items.length - 1; i++) {
      assertEquals(items[i], back.get(i));
    }
    assertArrayEquals((String[]) items[items.length - 1], (String[]) back.get(items.length - 1));
    assertArrayEquals(new int[] {1, 2}, (int[]) map(same, (Object) new int[] {1, 2}).get(0));
  }

  @Test
  void eachShapeIsCalled() throws Exception {
    runs = 0;
    Task<String> task = () -> "task";
    Target target = () -> runs++;
    Action action = () -> runs += 10;
    TaskBiFunction<Integer, String, String> both = (a, b) -> a + b;
    assertEquals("task", value(bench.call(task, CallShape.TASK, (Object) null).get(0)));
    assertEquals("task", value(bench.call(task, CallShape.CALLABLE, (Object) null).get(0)));
    assertNull(value(bench.call(target, CallShape.TARGET, (Object) null).get(0)));
    assertNull(value(bench.call(action, CallShape.ACTION, (Object) null).get(0)));
    assertEquals(11, runs);
    List<@Nullable Answer> pairs =
        bench.call(both, CallShape.BI_FUNCTION, Map.entry(1, "a"), Map.entry(2, "b"));
    assertEquals("1a", value(pairs.get(0)));
    assertEquals("2b", value(pairs.get(1)));
  }

  @Test
  void whatAnActionLeavesOnItsStackIsNoResult() throws Exception {
    ArrayList<String> list = new ArrayList<>();
    Action action = list::trimToSize;
    assertNull(value(bench.call(action, CallShape.ACTION, (Object) null).get(0)));
    action = CallRunnerTest::counted;
    assertNull(value(bench.call(action, CallShape.ACTION, (Object) null).get(0)));
  }

  @Test
  void aFunctionIsReadOnce() throws Exception {
    String captured = "x";
    TaskFunction<Integer, String> function = n -> captured + n;
    Chunk first = bench.chunk(function, CallShape.FUNCTION, 1, 2);
    bench.run(first, true);
    Chunk second = bench.chunkOf(first.job, 2, List.of(3));
    bench.run(second, false);
    List<@Nullable Answer> answers = bench.answers();
    assertEquals("x1", value(answers.get(0)));
    assertEquals("x3", value(answers.get(2)));
    bench.runner.forget(first.job.id);
    bench.run(bench.chunkOf(first.job, 3, List.of(4)), false);
    failure(bench.answers().get(0), NotReadableException.class);
  }

  @Test
  void itemsThatWereAnsweredAreNotRunAgain() throws Exception {
    runs = 0;
    Chunk chunk =
        bench.chunk(counting(), CallShape.FUNCTION, 0, "1", new Odd.Plain(2), 3, new Odd.Plain(4));
    chunk.answered = 3;
    bench.run(chunk, true);
    assertEquals(2, runs);
    int next = 3;
    // In one message, or in two if it took long.
    for (Item item = bench.answers.poll(); item != null; item = bench.answers.poll()) {
      byte[] message = item.bytes;
      assertEquals(chunk.id, ResultForm.chunk(message));
      assertEquals(next, ResultForm.first(message));
      assertEquals(Bench.WORKER, Messages.number(message));
      if (next == 3) {
        assertEquals(3, value(ResultForm.answers(message, null, Bench.WHERE)[0]));
      }
      next += ResultForm.count(message);
    }
    assertEquals(5, next);
  }

  @Test
  void anItemThatCannotBeSentIsSkipped() throws Exception {
    Chunk chunk =
        bench.chunk(counting(), CallShape.FUNCTION, 1, new Odd.Holder(), new Odd.DeepToWrite(), 4);
    NotSendableException failure = (NotSendableException) bench.failures[1];
    assertNotNull(failure);
    assertEquals("item 1, field Holder.held", failure.path());
    assertEquals(Odd.Unsendable.class.getName(), failure.className());
    assertNotNull(bench.failures[2]);
    bench.run(chunk, true);
    List<@Nullable Answer> answers = bench.answers();
    assertEquals(1, value(answers.get(0)));
    assertNull(answers.get(1));
    assertNull(answers.get(2));
    assertEquals(4, value(answers.get(3)));
  }

  @Test
  void aPairThatCannotBeSentIsSkipped() throws Exception {
    TaskBiFunction<Object, Object, Object> second = (a, b) -> b;
    Chunk chunk =
        bench.chunk(
            second,
            CallShape.BI_FUNCTION,
            Map.entry(new Odd.Plain(1), new Odd.Unsendable()),
            null,
            Map.entry("a", "b"));
    NotSendableException failure = (NotSendableException) bench.failures[0];
    assertNotNull(failure);
    assertEquals("the second value of item 0", failure.path());
    assertNotNull(bench.failures[1]);
    bench.run(chunk, true);
    assertEquals("b", value(bench.answers().get(2)));
  }

  @Test
  void anArgumentThatCannotBeReadFailsItsCallAlone() throws Exception {
    runs = 0;
    List<@Nullable Answer> answers =
        bench.call(
            counting(),
            CallShape.FUNCTION,
            new Odd.Unreadable(),
            new Odd.Hostile(),
            new Odd.Deep(),
            "good");
    String message = failure(answers.get(0), NotReadableException.class).getMessage();
    assertTrue(
        message.contains("the argument of the call") && message.contains("not here"), message);
    NotReadableException hostile = failure(answers.get(1), NotReadableException.class);
    assertTrue(hostile.getMessage().contains("hostile"), hostile::getMessage);
    failure(answers.get(2), NotReadableException.class);
    assertEquals("good", value(answers.get(3)));
    assertEquals(1, runs);
  }

  @Test
  void aMissingClassIsNamed() throws Exception {
    Chunk chunk = bench.chunk(counting(), CallShape.FUNCTION, new Odd.Plain(1));
    byte[] message = ChunkForm.message(chunk, true);
    replace(message, "Odd$Plain", "Odd$Plaim");
    bench.runner.run(message);
    String text = failure(bench.answers().get(0), NotReadableException.class).getMessage();
    assertTrue(text.contains("Odd$Plaim is missing there"), text);
  }

  private static void replace(byte[] in, String what, String by) {
    for (int i = 0; i + what.length() <= in.length; i++) {
      if (new String(in, i, what.length(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals(what)) {
        for (int j = 0; j < by.length(); j++) {
          in[i + j] = (byte) by.charAt(j);
        }
      }
    }
  }

  @Test
  void whatACallThrowsArrivesWithBothTraces() throws Exception {
    TaskFunction<Integer, Object> function =
        n -> {
          throw new IllegalStateException("no " + n);
        };
    IllegalStateException thrown =
        failure(bench.call(function, CallShape.FUNCTION, 5).get(0), IllegalStateException.class);
    assertEquals("no 5", thrown.getMessage());
    RemoteFailure cause = (RemoteFailure) thrown.getCause();
    assertEquals(
        "in " + Bench.WHERE + ": java.lang.IllegalStateException: no 5", cause.getMessage());
    assertTrue(cause.getStackTrace()[0].getMethodName().startsWith("lambda$"));
    assertTrue(cause.remoteStack().contains("lambda$"), cause::remoteStack);
  }

  @Test
  void anErrorIsToldAndTheNextCallRuns() throws Exception {
    TaskFunction<Integer, Object> function =
        n -> {
          if (n == 0) {
            throw new StackOverflowError("deep");
          }
          return n == 1 ? new Odd.Holder() : n == 2 ? new Odd.DeepToWrite() : "good";
        };
    List<@Nullable Answer> answers = bench.call(function, CallShape.FUNCTION, 0, 1, 2, 3);
    failure(answers.get(0), StackOverflowError.class);
    NotSendableException result = failure(answers.get(1), NotSendableException.class);
    assertEquals("the result of the call, field Holder.held", result.path());
    assertTrue(result.getMessage().contains("the result of the call"), result::getMessage);
    failure(answers.get(2), NotSendableException.class);
    assertEquals("good", value(answers.get(3)));
  }

  @Test
  void anExceptionThatCannotBeSentIsToldByItsTexts() throws Exception {
    Task<Object> task =
        () -> {
          throw new Odd.UnsendableError();
        };
    RemoteFailure told =
        failure(bench.call(task, CallShape.TASK, (Object) null).get(0), RemoteFailure.class);
    assertEquals(Odd.UnsendableError.class.getName(), told.remoteType());
    assertTrue(told.getStackTrace()[0].getClassName().contains("CallRunnerTest"));
    assertTrue(told.getSuppressed()[0].getMessage().contains("not Serializable"));
  }

  @Test
  void aWorkerWithoutMemoryRunsNothingMore() throws Exception {
    runs = 0;
    TaskFunction<Integer, Object> function =
        n -> {
          runs++;
          throw new OutOfMemoryError("no more");
        };
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1, 2);
    assertNotNull(bench.run(chunk, true));
    List<@Nullable Answer> answers = bench.answers();
    assertEquals(1, answers.size());
    failure(answers.get(0), OutOfMemoryError.class);
    assertEquals(1, runs);
  }

  @Test
  void nothingOfACallReachesTheNext() throws Exception {
    Thread current = Thread.currentThread();
    ClassLoader loader = current.getContextClassLoader();
    String name = current.getName();
    TaskFunction<Integer, List<Object>> function =
        n -> {
          Thread thread = Thread.currentThread();
          List<Object> found =
              new ArrayList<>(
                  List.of(
                      thread.isInterrupted(),
                      thread.getName(),
                      thread.getPriority(),
                      thread.getContextClassLoader() instanceof URLClassLoader));
          thread.interrupt();
          thread.setName("mine");
          thread.setPriority(Thread.MIN_PRIORITY);
          thread.setContextClassLoader(new URLClassLoader(new URL[0]));
          return found;
        };
    int priority = current.getPriority();
    for (Answer answer : bench.call(function, CallShape.FUNCTION, 1, 2)) {
      assertEquals(Arrays.asList(false, name, priority, false), value(answer));
    }
    assertFalse(Thread.interrupted());
    assertSame(loader, current.getContextClassLoader());
    assertEquals(name, current.getName());
  }

  @Test
  void aStopIsNoFailureOfACall() {
    runs = 0;
    TaskFunction<Integer, Object> function =
        n -> {
          runs++;
          if (n == 2) {
            throw new ProcessExit();
          }
          return n;
        };
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1, 2, 3);
    assertThrows(ProcessExit.class, () -> bench.run(chunk, true));
    assertEquals(2, runs);
    assertEquals(1, bench.answers().size(), "what was done is sent");
  }

  @Test
  void aHaltedWorkerBeginsNothing() {
    runs = 0;
    WorkerNotes.halt(bench.calls);
    Chunk chunk = bench.chunk(counting(), CallShape.FUNCTION, 1, 2);
    assertThrows(ProcessExit.class, () -> bench.run(chunk, true));
    assertEquals(0, runs);
    RunningCall last = WorkerNotes.running(bench.calls);
    assertFalse(last != null && last.isRunning());
  }

  @Test
  void whatRunsIsNoted() throws Exception {
    List<@Nullable RunningCall> seen = new ArrayList<>();
    Seeing.see = () -> seen.add(WorkerNotes.running(bench.calls));
    TaskFunction<Integer, Object> function =
        n -> {
          Seeing.see.run();
          return n;
        };
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1, 2);
    long before = System.nanoTime();
    bench.run(chunk, true);
    for (int i = 0; i < 2; i++) {
      RunningCall call = Objects.requireNonNull(seen.get(i));
      assertTrue(call.isRunning());
      assertEquals(chunk.id, call.chunk());
      assertEquals(i, call.position());
      assertTrue(call.begunNanos() - before >= 0);
    }
    RunningCall last = Objects.requireNonNull(WorkerNotes.running(bench.calls));
    assertFalse(last.isRunning());
  }

  /** What a call of this JVM sees; it would be another's in a worker. */
  private static final class Seeing {
    static Runnable see = () -> {};
  }

  @Test
  void resultsNotSentYetAreInTheOutbox() throws Exception {
    List<byte @Nullable []> seen = new ArrayList<>();
    Seeing.see = () -> seen.add(WorkerNotes.salvage(bench.calls, Bench.WORKER));
    TaskFunction<Integer, Object> function =
        n -> {
          Seeing.see.run();
          return n == 1 ? new Odd.Plain(n) : n;
        };
    Integer[] items = new Integer[2000];
    Arrays.setAll(items, n -> n);
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, (Object[]) items);
    bench.run(chunk, true);
    assertEquals(items.length, bench.answers().size());
    int found = 0;
    for (int i = 0; i < items.length; i++) {
      byte[] message = seen.get(i);
      if (message != null) {
        found++;
        assertEquals(chunk.id, ResultForm.chunk(message));
        int first = ResultForm.first(message);
        @Nullable Answer[] answers = ResultForm.answers(message, null, Bench.WHERE);
        assertEquals(i, first + answers.length, "what was done before, and nothing else");
        assertEquals(
            i - 1,
            value(answers[answers.length - 1]) instanceof Odd.Plain p
                ? p.number
                : value(answers[answers.length - 1]));
      }
    }
    assertTrue(found > 0, "nothing was ever held back");
    assertNull(WorkerNotes.salvage(bench.calls, Bench.WORKER));
  }

  @Test
  void largeResultsAreSentAtOnce() throws Exception {
    TaskFunction<Integer, Object> function = n -> new byte[n];
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1, 3 * Outbox.CAPACITY, 2, 2 << 20, 3);
    bench.run(chunk, true);
    List<@Nullable Answer> answers = bench.answers();
    assertEquals(5, answers.size());
    assertEquals(
        3 * Outbox.CAPACITY, ((byte[]) Objects.requireNonNull(value(answers.get(1)))).length);
    assertEquals(2 << 20, ((byte[]) Objects.requireNonNull(value(answers.get(3)))).length);
    assertEquals(3, ((byte[]) Objects.requireNonNull(value(answers.get(4)))).length);
  }

  @Test
  void theFunctionOfAJobOfOneCallIsNotKept() throws Exception {
    TaskFunction<Integer, Integer> function = n -> n;
    Chunk only = bench.chunk(function, CallShape.FUNCTION, 1);
    bench.run(only, true);
    assertEquals(1, value(bench.answers().get(0)));
    bench.run(only, false);
    failure(bench.answers().get(0), NotReadableException.class);
  }
}
