package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Queue;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.queue.Call;
import io.github.processing4j.shared.IntArray;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls whose results are awaited all together. */
class PoolMapIT extends PoolTests {

  static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().collect(Collectors.toList());
  }

  private static List<Integer> squares(int end) {
    return IntStream.range(0, end).mapToObj(i -> i * i).collect(Collectors.toList());
  }

  @Test
  @Tag("core")
  @DisplayName("48: map gives the results in the order of the items, whatever the chunk")
  void mapIsOrdered() {
    assertEquals(squares(1000), pool.map(x -> x * x, range(1000)));
    for (int chunk : new int[] {1, 3, 100, 1000, 1001, Integer.MAX_VALUE}) {
      assertEquals(squares(1000), pool.map(x -> x * x, range(1000), chunk), "chunk " + chunk);
    }
    for (int count : new int[] {1, 2, 3, 7, 8, 9}) {
      assertEquals(squares(count), pool.map(x -> x * x, range(count)), count + " items");
    }
  }

  @Test
  @DisplayName("48: map takes any collection, and what is null")
  void mapOfAnyCollection() {
    assertEquals(squares(9), pool.map(x -> x * x, new LinkedHashSet<>(range(9))));
    assertEquals(squares(9), pool.map(x -> x * x, new ArrayDeque<>(range(9))));
    assertEquals(squares(9), pool.map(x -> x * x, Collections.unmodifiableCollection(range(9))));
    assertEquals(
        Arrays.asList("null", null, "x"),
        pool.map(x -> x == null ? "null" : x.isEmpty() ? null : x, Arrays.asList(null, "", "x")));
  }

  @Test
  @Tag("core")
  @DisplayName("48: nothing gives nothing, at once")
  void emptyInput() throws Exception {
    List<Integer> none = List.of();
    assertEquals(List.of(), pool.map(x -> x, none));
    assertEquals(List.of(), pool.map(x -> x, none, 7));
    assertEquals(List.of(), pool.starmap((a, b) -> a, List.<Map.Entry<Integer, Integer>>of()));
    AsyncResult<List<Integer>> async = pool.mapAsync(x -> x, none);
    assertTrue(async.ready());
    assertTrue(async.successful());
    assertEquals(List.of(), async.get());
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    pool.mapAsync(x -> x, none, 0, heard::add, heard::add);
    assertEquals(List.of(), heard.poll(40, TimeUnit.SECONDS));
  }

  @Test
  @Tag("core")
  @DisplayName("48: starmap calls with both values of each pair, in order")
  void starmap() throws Exception {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      map.put("k" + i, i);
    }
    List<String> expected =
        map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    assertEquals(expected, pool.starmap((k, v) -> k + "=" + v, map.entrySet()));
    assertEquals(expected, pool.starmap((k, v) -> k + "=" + v, map.entrySet(), 1));
    assertEquals(expected, pool.starmapAsync((k, v) -> k + "=" + v, map.entrySet()).get(LONG));
    assertEquals(
        List.of(3, 8), pool.starmap(Math::addExact, List.of(Map.entry(1, 2), Map.entry(3, 5))));
    assertEquals(
        List.of("null1", "anull"),
        pool.starmap(
            (a, b) -> "" + a + b,
            List.of(
                new SimpleEntry<String, Integer>(null, 1),
                new SimpleEntry<String, Integer>("a", null))));
  }

  @Test
  @DisplayName("a chunk is 1 or more; where there are callbacks 0 is the default")
  void chunks() throws Exception {
    for (int chunk : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> pool.map(x -> x, range(3), chunk));
      assertThrows(IllegalArgumentException.class, () -> pool.mapAsync(x -> x, range(3), chunk));
      assertThrows(
          IllegalArgumentException.class,
          () -> pool.starmap((a, b) -> a, List.of(Map.entry(1, 2)), chunk));
    }
    assertEquals(range(30), pool.mapAsync(x -> x, range(30), 0, null, null).get(LONG));
    assertThrows(
        IllegalArgumentException.class, () -> pool.mapAsync(x -> x, range(3), -1, null, null));
  }

  @Test
  @Tag("core")
  @DisplayName("apply and applyAsync of tasks and targets")
  void apply(Notes notes) throws Exception {
    int six = 6;
    assertEquals(42, pool.apply(() -> six * 7));
    assertNull(pool.<Object>apply(() -> null));
    String text = "captured";
    pool.apply(() -> notes.put("ran", text));
    assertEquals("captured", notes.get("ran"));
    assertEquals(42, pool.applyAsync(() -> six * 7).get());
    assertNull(pool.applyAsync(() -> notes.put("ran too")).get(LONG));
    assertTrue(notes.has("ran too"));
  }

  @Test
  @Tag("core")
  @DisplayName("49: callbacks hear the result, or why there is none")
  void callbacks() throws Exception {
    LinkedBlockingQueue<Object> results = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    pool.applyAsync(() -> "one", results::add, errors::add);
    assertEquals("one", results.poll(40, TimeUnit.SECONDS));
    pool.mapAsync(x -> x * x, range(10), 3, results::add, errors::add);
    assertEquals(squares(10), results.poll(40, TimeUnit.SECONDS));
    pool.applyAsync(() -> Integer.parseInt("no number"), results::add, errors::add);
    Throwable error = errors.poll(40, TimeUnit.SECONDS);
    assertEquals(NumberFormatException.class, error.getClass());
    pool.mapAsync(x -> 10 / x, range(10), 3, results::add, errors::add);
    assertEquals(ArithmeticException.class, errors.poll(40, TimeUnit.SECONDS).getClass());
    // One of them, or none.
    assertEquals("x", pool.applyAsync(() -> "x", results::add, null).get(LONG));
    assertEquals("x", results.poll(40, TimeUnit.SECONDS));
    assertEquals("y", pool.applyAsync(() -> "y", null, errors::add).get(LONG));
    assertThrows(
        ExecutionException.class,
        () -> pool.applyAsync(() -> Integer.parseInt(""), null, null).get(LONG));
    assertEquals(List.of(), List.copyOf(results));
    assertEquals(List.of(), List.copyOf(errors));
  }

  @Test
  @DisplayName("callbacks come one after another, on a daemon thread of the pool's own")
  void callbackThread() throws Exception {
    LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    for (int i = 0; i < 5; i++) {
      pool.applyAsync(() -> "x", r -> threads.add(Thread.currentThread()), null);
    }
    Thread first = threads.poll(40, TimeUnit.SECONDS);
    assertTrue(first.isDaemon());
    assertFalse(first == Thread.currentThread());
    for (int i = 1; i < 5; i++) {
      assertSame(first, threads.poll(40, TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName(
      "a callback that waits for another call gets its result; one that throws harms nobody")
  void callbacksDelayNoResult() throws Exception {
    AtomicReference<Object> inner = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    LinkedBlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      pool.applyAsync(
          () -> 1,
          r -> {
            throw new IllegalStateException("of a callback");
          },
          null);
      assertEquals("of a callback", uncaught.poll(40, TimeUnit.SECONDS).getMessage());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    pool.applyAsync(() -> 1, r -> inner.set(pool.apply(() -> r + 1)), null);
    Eventually.become("the result within the callback", () -> inner.get() != null);
    assertEquals(2, inner.get());
  }

  @Test
  @DisplayName("map throws what the first item that failed has thrown; all others were run too")
  void firstFailure() {
    IntArray runs = Processing.intArray(100);
    for (int chunk : new int[] {1, 7, 100}) {
      runs.fill(0);
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  pool.map(
                      i -> {
                        runs.getAndAdd(i, 1);
                        if (i % 30 == 20) {
                          throw new IllegalStateException("item " + i);
                        }
                        return i;
                      },
                      range(100),
                      chunk));
      assertEquals("item 20", e.getMessage());
      int[] once = new int[100];
      Arrays.fill(once, 1);
      assertArrayEquals(once, runs.toArray());
    }
  }

  @Test
  @DisplayName("large arguments and results, and many small ones, arrive whole")
  void large() {
    byte[] large = new byte[3_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    List<byte[]> back = pool.map(b -> b, List.of(large, large, large), 1);
    assertEquals(3, back.size());
    back.forEach(each -> assertArrayEquals(large, each));
    back = pool.map(b -> b, List.of(large, large, large), 3);
    back.forEach(each -> assertArrayEquals(large, each));
    assertEquals(squares(40_000), pool.map(x -> x * x, range(40_000)));
    byte[] captured = large;
    assertEquals(large.length, pool.apply(() -> captured.length));
  }

  @Test
  @DisplayName("what processes share can be captured, given as an item, and be a result")
  void handles() throws Exception {
    Queue<String> queue = Processing.queue();
    pool.map(
        i -> {
          queue.put("captured " + i);
          return null;
        },
        range(3));
    pool.apply(() -> queue.put("task"));
    List<Queue<String>> back =
        pool.map(
            q -> {
              q.put("item");
              return q;
            },
            List.of(queue, queue));
    for (Queue<String> same : back) {
      same.put("result");
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(queue.get(LONG));
    }
    Collections.sort(all);
    assertEquals(
        List.of(
            "captured 0", "captured 1", "captured 2", "item", "item", "result", "result", "task"),
        all);
    Queue<String> made = pool.apply(() -> Processing.<String>queue());
    made.put("x");
    assertEquals("x", made.get(LONG));
  }

  @Test
  @DisplayName("functions are copies in the worker: what they capture is what it was at the call")
  void copies() {
    int[] counter = {0};
    TaskFunction<Integer, Integer> counts = i -> counter[0]++;
    pool.map(counts, range(20), 1);
    assertEquals(onThreads(), counter[0] > 0);
  }

  @Test
  @DisplayName("many threads use a pool at a time; each gets its own results")
  void manyThreads() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int own = i;
      calls.add(
          Call.of(
              () -> {
                for (int round = 0; round < 10; round++) {
                  List<Integer> expected = range(50).stream().map(x -> x + own * 1000).toList();
                  assertEquals(expected, pool.map(x -> x + own * 1000, range(50), 1 + round));
                  assertEquals(own, pool.apply(() -> own));
                }
                return own;
              }));
    }
    for (int i = 0; i < 8; i++) {
      assertEquals(i, calls.get(i).result());
    }
  }

  @Test
  @DisplayName("an interrupt ends the waiting for map and apply, and sets the flag again")
  void interrupted(Notes notes) {
    Call map =
        Call.of(
                () ->
                    pool.map(
                        i -> {
                          notes.await("go");
                          return i;
                        },
                        range(2)))
            .awaitBlocked()
            .interrupt();
    map.thrown(ProcessingInterruptedException.class);
    assertTrue(map.leftInterrupted());
    Call apply = Call.doing(() -> pool.apply(() -> notes.await("go"))).awaitBlocked().interrupt();
    apply.thrown(ProcessingInterruptedException.class);
    assertTrue(apply.leftInterrupted());
    Call get =
        Call.of(() -> pool.applyAsync(() -> notes.await("go")).get()).awaitBlocked().interrupt();
    get.thrown(InterruptedException.class);
    notes.put("go");
    assertEquals(1, pool.apply(() -> 1));
  }

  @Test
  @DisplayName("a task that a worker runs may have a pool of its own")
  void nestedPool() {
    String same = context;
    assertEquals(
        List.of(0, 2, 4),
        pool.apply(
            () -> {
              try (Pool inner = Processing.getContext(same).pool(1)) {
                return inner.map(x -> x * 2, List.of(0, 1, 2));
              }
            }));
  }
}
