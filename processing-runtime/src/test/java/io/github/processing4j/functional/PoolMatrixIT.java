package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.WorkerDiedException;
import io.github.processing4j.functional.Mishap.How;
import io.github.processing4j.functional.Mishap.Where;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can go wrong with a call, wherever it does: that call fails and says why, all others
 * end, and the pool lives.
 */
class PoolMatrixIT extends PoolTests {
  private static final int ITEMS = 10;
  private static final int AT = 2;

  static Stream<Arguments> matrix() {
    return Stream.of(Where.values())
        .flatMap(where -> Stream.of(How.values()).map(how -> new Mishap(where, how)))
        // What ends the process of the program ends the program: see PoolProgramIT.
        .filter(m -> m.where() != Where.RESULT_READ || !m.how().endsTheProcess())
        .map(m -> Arguments.of(m.where(), m.how()));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @Tag("core")
  @MethodSource("matrix")
  @DisplayName("one call fails, all others end, the pool lives")
  void oneCallFails(Where where, How how) throws Exception {
    assumeFalse(
        onThreads() && (where != Where.RUN || how.endsTheProcess()),
        "on threads nothing is sent, and nobody can be killed");
    Mishap mishap = new Mishap(where, how);
    // What comes in what chunk does not depend on how the worker was started.
    for (int chunk : context.equals("standby") ? new int[] {5} : new int[] {1, 5}) {
      List<Object> items = new ArrayList<>(PoolMapIT.range(ITEMS));
      items.set(AT, mishap.item());
      ResultIterator<Object> results = pool.imap(Mishap::work, items, chunk);
      for (int i = 0; i < ITEMS; i++) {
        if (i == AT) {
          assertFailsAs(mishap, assertThrows(Throwable.class, results::next));
        } else {
          assertEquals(i, results.next());
        }
      }
    }
    assertEquals(PoolMapIT.range(ITEMS), pool.map(x -> x, PoolMapIT.range(ITEMS), 1));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(How.class)
  @DisplayName("the same for a call by itself")
  void singleCallFails(How how) throws Exception {
    assumeFalse(onThreads() && how.endsTheProcess(), "nobody can be killed");
    Mishap mishap = new Mishap(Where.RUN, how);
    AsyncResult<Object> fails = pool.submit(() -> Mishap.work(mishap));
    AsyncResult<Integer> other = pool.submit(() -> 1);
    assertFailsAs(
        mishap,
        assertThrows(ExecutionException.class, () -> fails.get(Eventually.LONG)).getCause());
    assertEquals(1, other.get(Eventually.LONG));
    assertEquals(1, pool.apply(() -> 1));
  }

  private static String told(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void assertFailsAs(Mishap mishap, Throwable thrown) {
    String told = told(thrown);
    switch (mishap.how()) {
      case EXIT, HALT, KILL -> {
        WorkerDiedException died = assertInstanceOf(WorkerDiedException.class, thrown, told);
        assertEquals(mishap.how().exitCode(), died.exitCode());
        assertNotNull(died.pid());
      }
      case UNSERIALISABLE -> {
        if (mishap.where() == Where.RUN) {
          if (!onThreads()) {
            assertInstanceOf(ProcessingException.class, thrown, told);
          }
          assertTrue(told.contains("Mishap$Unserialisable") && told.contains(Mishap.MESSAGE), told);
        } else {
          NotSendableException e = assertInstanceOf(NotSendableException.class, thrown, told);
          assertTrue(e.getMessage().contains("java.lang.Object"), told);
          assertTrue(e.getMessage().contains("held"), told);
        }
      }
      case CLASS_MISSING -> {
        if (onThreads()) {
          assertEquals(Overseas.NAME, thrown.getClass().getName());
        } else {
          Class<?> type =
              mishap.where() == Where.RUN ? ProcessingException.class : NotReadableException.class;
          assertInstanceOf(type, thrown, told);
        }
        assertTrue(told.contains(Overseas.NAME), told);
      }
      default -> assertTells(mishap, thrown, told);
    }
  }

  private static void assertTells(Mishap mishap, Throwable thrown, String told) {
    Class<? extends Throwable> type =
        switch (mishap.how()) {
          case EXCEPTION -> IllegalStateException.class;
          case ERROR -> AssertionError.class;
          case STACK_OVERFLOW -> StackOverflowError.class;
          default -> OutOfMemoryError.class;
        };
    if (mishap.where() == Where.RUN) {
      assertEquals(type, thrown.getClass(), told);
    } else {
      Class<?> expected =
          mishap.where() == Where.RESULT_WRITE
              ? NotSendableException.class
              : NotReadableException.class;
      assertInstanceOf(expected, thrown, told);
    }
    assertTrue(told.contains(type.getName()), told);
    if (mishap.how() == How.EXCEPTION || mishap.how() == How.ERROR) {
      assertTrue(told.contains(Mishap.MESSAGE), told);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "written",
        "asked",
        "read with an error",
        "read with an exception",
        "read with a refusal"
      })
  @DisplayName("exceptions that throw when they are written, read or asked fail their call alone")
  void troublesomeExceptions(String when) throws Exception {
    AsyncResult<Integer> fails =
        pool.submit(
            () -> {
              if (!when.isEmpty()) {
                throw new ExitIT.Troublesome(when);
              }
              return 1;
            });
    AsyncResult<Integer> other = pool.submit(() -> 1);
    ExecutionException e = assertThrows(ExecutionException.class, () -> fails.get(Eventually.LONG));
    Throwable cause = e.getCause();
    if (!when.equals("asked") && !onThreads()) {
      assertInstanceOf(ProcessingException.class, cause);
      assertTrue(told(cause).contains(ExitIT.Troublesome.class.getName()), () -> told(cause));
      assertTrue(told(cause).contains(when), () -> told(cause));
    }
    assertEquals(1, other.get(Eventually.LONG));
  }

  /** A list that is too long for Java serialization. */
  private static final class Deep implements Serializable {
    private static final long serialVersionUID = 1;

    private final Deep next;

    private Deep(Deep next) {
      this.next = next;
    }

    static Deep of(int depth) {
      Deep deep = null;
      for (int i = 0; i < depth; i++) {
        deep = new Deep(deep);
      }
      return deep;
    }

    int depth() {
      int depth = 0;
      for (Deep each = this; each != null; each = each.next) {
        depth++;
      }
      return depth;
    }
  }

  @Test
  @DisplayName("what is too deep to be written fails its call alone, as an item and as a result")
  void tooDeep() {
    assumeFalse(onThreads(), "nothing is written");
    List<Deep> items = List.of(Deep.of(10), Deep.of(60_000), Deep.of(20));
    for (int chunk : new int[] {1, 3}) {
      ResultIterator<Integer> depths = pool.imap(Deep::depth, items, chunk);
      assertEquals(10, depths.next());
      assertThrows(NotSendableException.class, depths::next);
      assertEquals(20, depths.next());
      ResultIterator<Deep> results = pool.imap(Deep::of, List.of(10, 60_000, 20), chunk);
      assertEquals(10, results.next().depth());
      assertThrows(NotSendableException.class, results::next);
      assertEquals(20, results.next().depth());
    }
  }

  @Test
  @DisplayName(
      "a worker whose heap is really full: the call fails, or its worker dies; the pool lives")
  void heapIsFull() {
    assumeFalse(onThreads(), "it would be our own heap");
    try (Pool own = builder().heap("32m").build()) {
      ResultIterator<Integer> results =
          own.imap(
              i -> {
                List<byte[]> all = new ArrayList<>();
                while (i == 3) {
                  all.add(new byte[100_000]);
                }
                return i + all.size();
              },
              PoolMapIT.range(ITEMS),
              5);
      for (int i = 0; i < ITEMS; i++) {
        if (i == 3) {
          Throwable thrown = assertThrows(Throwable.class, results::next);
          assertTrue(
              thrown instanceof OutOfMemoryError || thrown instanceof WorkerDiedException,
              () -> told(thrown));
        } else {
          assertEquals(i, results.next());
        }
      }
      // A result that does not fit.
      Throwable thrown = assertThrows(Throwable.class, () -> own.apply(() -> new byte[20 << 20]));
      assertTrue(
          thrown instanceof OutOfMemoryError || thrown instanceof ProcessingException,
          () -> told(thrown));
      assertEquals(PoolMapIT.range(ITEMS), own.map(x -> x, PoolMapIT.range(ITEMS)));
    }
  }

  /** A function that cannot be read in the worker. */
  private static final class UnreadableFunction
      implements TaskFunction<Integer, Integer>, Task<Integer> {
    private static final long serialVersionUID = 1;

    private final How how;

    UnreadableFunction(How how) {
      this.how = how;
    }

    private Object readResolve() {
      Mishap.happen(how);
      return this;
    }

    @Override
    public Integer apply(Integer item) {
      return item;
    }

    @Override
    public Integer call() {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = How.class,
      names = {"KILL", "EXCEPTION", "ERROR", "STACK_OVERFLOW", "CLASS_MISSING"})
  @DisplayName("a function that cannot be read by the worker: all of its calls fail, no others")
  void functionCannotBeRead(How how) throws Exception {
    assumeFalse(onThreads(), "nothing is read");
    UnreadableFunction function = new UnreadableFunction(how);
    Class<? extends Throwable> type =
        how.endsTheProcess() ? WorkerDiedException.class : NotReadableException.class;
    assertInstanceOf(
        type,
        assertThrows(
                ExecutionException.class,
                () -> pool.applyAsync((Task<Integer>) function).get(Eventually.LONG))
            .getCause());
    ResultIterator<Integer> results = pool.imap(function, PoolMapIT.range(2), 2);
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(type, assertThrows(Throwable.class, results::next));
    }
    assertEquals(PoolMapIT.range(ITEMS), pool.map(x -> x, PoolMapIT.range(ITEMS), 1));
  }

  @Test
  @DisplayName("threads that a task leaves running keep nobody from his calls")
  void threadsLeft(Notes notes) {
    assertNull(
        pool.<Object>apply(
            () -> {
              Thread left = new Thread(() -> notes.await("go"));
              left.setUncaughtExceptionHandler((thread, thrown) -> {});
              left.start();
              return null;
            }));
    assertEquals(PoolMapIT.range(ITEMS), pool.map(x -> x, PoolMapIT.range(ITEMS), 1));
    notes.put("go");
  }
}
