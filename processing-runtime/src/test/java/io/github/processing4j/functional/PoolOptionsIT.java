package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.Context;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolBuilder;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of pools, and pools that cannot begin. */
@Functional
class PoolOptionsIT {
  private static final long MIB = 1 << 20;

  /** So many attempts per worker are no storm. */
  private static final int MOST_STARTS = 12;

  private static PoolBuilder builder(String context) {
    return Processing.getContext(context).poolBuilder().processes(2);
  }

  private static String told(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  static void failAs(String how) throws Exception {
    switch (how) {
      case "throws" -> throw new IllegalStateException("of the initializer");
      case "exits" -> System.exit(3);
      case "halts" -> Runtime.getRuntime().halt(4);
      case "is killed" -> Shell.kill("KILL", ProcessHandle.current().pid());
      default -> throw new IllegalArgumentException(how);
    }
    Family.sleepForLong();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "spawn, throws", "spawn, exits", "spawn, is killed",
    "standby, throws", "standby, halts", "standby, is killed",
    "thread, throws"
  })
  @DisplayName("an initializer that fails breaks the pool, promptly and without a storm of starts")
  void initializerFails(String context, String how, Notes notes) throws Exception {
    Target initializer =
        () -> {
          notes.put("start " + ProcessHandle.current().pid() + " " + System.nanoTime());
          failAs(how);
        };
    JvmOptions quiet = JvmOptions.builder().error(Redirect.DISCARD).build();
    PoolBuilder builder = builder(context).initializer(initializer);
    if (!context.equals("thread")) {
      builder.jvm(quiet);
    }
    Pool pool = builder.build();
    AsyncResult<Integer> first = null;
    try {
      first = pool.submit(() -> 1);
    } catch (BrokenPoolException e) {
      assertTells(how, e);
    }
    if (first != null) {
      ExecutionException e = assertThrows(ExecutionException.class, first::get);
      assertTells(how, assertInstanceOf(BrokenPoolException.class, e.getCause()));
    }
    assertTells(how, assertThrows(BrokenPoolException.class, () -> pool.apply(() -> 1)));
    assertTells(
        how, assertThrows(BrokenPoolException.class, () -> pool.map(x -> x, List.of(1, 2))));
    assertTells(
        how, assertThrows(BrokenPoolException.class, () -> pool.imap(x -> x, List.of(1)).next()));
    pool.close();
    assertTrue(pool.isTerminated());
    long starts =
        Directories.list(notes.path("")).stream().filter(n -> n.startsWith("start")).count();
    assertTrue(starts >= 1 && starts <= MOST_STARTS, () -> starts + " starts");
  }

  private static void assertTells(String how, BrokenPoolException e) {
    String expected =
        switch (how) {
          case "throws" -> "of the initializer";
          case "exits" -> "3";
          case "halts" -> "4";
          default -> "SIGKILL";
        };
    assertTrue(told(e).contains(expected), () -> told(e));
    assertTrue(e.getMessage().contains("initializer"), e.getMessage());
  }

  @Test
  @DisplayName("an initializer that cannot be sent fails where the pool is built")
  void initializerThatCannotBeSent() {
    Object captured = new Object();
    PoolBuilder builder = builder("spawn").initializer(() -> System.out.println(captured));
    NotSendableException e = assertThrows(NotSendableException.class, builder::build);
    assertTrue(e.getMessage().contains("java.lang.Object"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "standby"})
  @Tag("core")
  @DisplayName("JVMs that do not start break the pool, which tells what they said")
  void jvmsDoNotStart(String context) {
    JvmOptions bad =
        JvmOptions.builder().flags("-XX:+NoSuchFlagAnywhere").error(Redirect.DISCARD).build();
    try (Pool pool = builder(context).jvm(bad).build()) {
      BrokenPoolException e = assertThrows(BrokenPoolException.class, () -> pool.apply(() -> 1));
      assertTrue(told(e).contains("NoSuchFlagAnywhere"), () -> told(e));
      assertThrows(BrokenPoolException.class, () -> pool.map(x -> x, List.of(1)));
    }
    JvmOptions noHome = JvmOptions.builder().javaHome(Path.of("/nowhere")).build();
    try (Pool pool = builder(context).jvm(noHome).build()) {
      BrokenPoolException e = assertThrows(BrokenPoolException.class, () -> pool.apply(() -> 1));
      assertTrue(told(e).contains("/nowhere"), () -> told(e));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "standby"})
  @DisplayName("heap is that of each worker; by default all together have what this JVM may have")
  void heap(String context) {
    try (Pool pool = builder(context).heap("40m").build()) {
      long heap = pool.apply(() -> Runtime.getRuntime().maxMemory());
      assertTrue(heap <= 41 * MIB, () -> heap + " bytes");
    }
    try (Pool pool = builder(context).processes(4).build()) {
      long heap = pool.apply(() -> Runtime.getRuntime().maxMemory());
      long here = Runtime.getRuntime().maxMemory();
      assertTrue(heap <= here / 4 + 8 * MIB, () -> heap + " of " + here);
    }
    JvmOptions own = JvmOptions.builder().heap("48m").systemProperty("given", "to it").build();
    try (Pool pool = builder(context).jvm(own).build()) {
      assertEquals("to it", pool.apply(() -> System.getProperty("given")));
      long heap = pool.apply(() -> Runtime.getRuntime().maxMemory());
      assertTrue(heap > 40 * MIB && heap <= 49 * MIB, () -> heap + " bytes");
    }
  }

  private static byte[] kept = new byte[0];

  private static long keep(int bytes) {
    kept = new byte[bytes];
    for (int i = 0; i < bytes; i += 4096) {
      kept[i] = 1;
    }
    return ProcessHandle.current().pid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "standby"})
  @DisplayName("a worker that has more memory than the limit after a call is replaced")
  void memoryLimit(String context) {
    try (Pool pool = builder(context).processes(1).heap("800m").memoryLimit("250m").build()) {
      long first = pool.apply(() -> keep(1000));
      for (int i = 0; i < 5; i++) {
        assertEquals(first, pool.apply(() -> keep(1000)));
      }
      assertEquals(first, pool.apply(() -> keep(300 << 20)));
      assertNotEquals(first, pool.apply(() -> keep(1000)));
      Eventually.become("the end of the worker", () -> Eventually.isGone(first));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"standby", "thread"})
  @Tag("core")
  @DisplayName("54: 50 workers: a correct sum")
  void fiftyWorkers(String context) {
    PoolBuilder builder = Processing.getContext(context).poolBuilder().processes(50);
    if (!context.equals("thread")) {
      builder.heap("16m");
    }
    try (Pool pool = builder.build()) {
      List<Integer> items = IntStream.range(0, 2000).boxed().toList();
      List<Long> parts = pool.map(i -> (long) i * i, items, 1);
      assertEquals(
          items.stream().mapToLong(i -> (long) i * i).sum(),
          parts.stream().mapToLong(i -> i).sum());
      assertEquals(50, pool.processes());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("what an option cannot be says so; on threads there are no options for JVMs")
  void badOptions() {
    List<Runnable> bad =
        List.of(
            () -> Pool.builder().processes(0),
            () -> Pool.builder().processes(501),
            () -> Processing.pool(-1),
            () -> Pool.builder().maxTasksPerChild(-1),
            () -> Pool.builder().taskTimeout(Duration.ZERO),
            () -> Pool.builder().idleTimeout(Duration.ofMillis(-1)),
            () -> Pool.builder().heap("much"),
            () -> Pool.builder().memoryLimit("1"));
    for (Runnable each : bad) {
      assertThrows(IllegalArgumentException.class, each::run);
    }
    Context threads = Processing.getContext("thread");
    List<PoolBuilder> options =
        List.of(
            threads.poolBuilder().heap("64m"),
            threads.poolBuilder().memoryLimit("64m"),
            threads.poolBuilder().jvm(JvmOptions.builder().debugPort(5005).build()));
    for (PoolBuilder each : options) {
      assertThrows(IllegalArgumentException.class, each::build);
    }
  }

  @Test
  @DisplayName("the defaults: a worker for each CPU, in the context of the program")
  void defaults() {
    try (Pool pool = Processing.pool()) {
      assertEquals(Processing.cpuCount(), pool.processes());
      assertNotEquals(
          ProcessHandle.current().pid(), pool.apply(() -> ProcessHandle.current().pid()));
    }
    try (Pool pool = Processing.getContext("thread").pool()) {
      assertEquals(Processing.cpuCount(), pool.processes());
      assertEquals(ProcessHandle.current().pid(), pool.apply(() -> ProcessHandle.current().pid()));
    }
  }
}
