package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.runtime.queue.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Maps: chunks, how they are fed, and their results. */
@Timeout(120)
class MapResultTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MOST_CHUNKS = 1024;

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().collect(Collectors.toList());
  }

  /** Says how large chunks are, and cannot make some. */
  private static final class OddCalls implements Calls {
    private final DirectCalls direct = new DirectCalls();
    private final int bytes;
    private final @Nullable Object unsendable;
    private final @Nullable Object impossible;

    OddCalls(int bytes, @Nullable Object unsendable, @Nullable Object impossible) {
      this.bytes = bytes;
      this.unsendable = unsendable;
      this.impossible = impossible;
    }

    @Override
    public Function function(Object target, CallShape shape) {
      return direct.function(target, shape);
    }

    @Override
    public Chunk chunk(
        Job job,
        int first,
        List<? extends @Nullable Object> items,
        @Nullable Throwable[] failures) {
      if (items.contains(impossible)) {
        throw new OutOfMemoryError("for a test");
      }
      if (items.contains(unsendable)) {
        failures[items.indexOf(unsendable)] =
            new NotSendableException("it", "item", "Object", null);
      }
      if (bytes > 0) {
        return Chunk.written(job, first, items.size(), new byte[bytes], List.of());
      }
      return direct.chunk(job, first, items, failures);
    }
  }

  @Test
  @DisplayName("the results, in order; the collection is that of the call")
  void results() throws Exception {
    FakeDispatcher fake = FakeDispatcher.working();
    LocalPool pool = fake.pool();
    for (int size : new int[] {1, 2, 7, 8, 9, 63, 64, 65, 1000, 100_000}) {
      List<Integer> items = range(size);
      List<Integer> expected = items.stream().map(x -> x + 1).collect(Collectors.toList());
      assertEquals(expected, pool.map(x -> x + 1, items));
      assertEquals(expected, pool.map(x -> x + 1, items, 3));
      AsyncResult<List<Integer>> result = pool.mapAsync(x -> x + 1, items);
      items.clear();
      assertEquals(expected, result.get());
      assertTrue(result.successful());
    }
    List<@Nullable Object> nulls = Arrays.asList(null, null);
    assertEquals(nulls, pool.map(x -> x, nulls));
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName("an empty map is done at once, unless the pool takes no more")
  void empty() throws Exception {
    FakeDispatcher fake = FakeDispatcher.idle();
    LocalPool pool = fake.pool();
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    assertEquals(List.of(), pool.map(x -> x, List.of()));
    assertEquals(List.of(), pool.starmap((a, b) -> a, List.of()));
    AsyncResult<List<Object>> result = pool.mapAsync(x -> x, List.of(), 0, heard::add, null);
    assertTrue(result.isDone());
    assertEquals(List.of(), result.get());
    assertEquals(List.of(), heard.poll(60, TimeUnit.SECONDS));
    assertFalse(fake.isAnyOpen());
    pool.shutdown();
    assertThrows(RejectedExecutionException.class, () -> pool.map(x -> x, List.of()));
  }

  @Test
  @DisplayName("starmap: the pairs are those of the call, also if they change later")
  void starmap() throws Exception {
    FakeDispatcher fake = FakeDispatcher.idle();
    LocalPool pool = fake.pool();
    Map<String, Integer> map = new HashMap<>();
    map.put("a", 1);
    AsyncResult<List<String>> result = pool.starmapAsync((k, v) -> k + v, map.entrySet());
    map.put("a", 2);
    fake.runAll();
    assertEquals(List.of("a1"), result.get());
    assertThrows(
        NullPointerException.class,
        () -> pool.starmap((a, b) -> a, Arrays.asList(Map.entry(1, 2), null)));
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName("the failure of the first that failed, but not before all have ended")
  void failures() throws Exception {
    FakeDispatcher fake = FakeDispatcher.idle();
    AsyncResult<List<Integer>> result =
        fake.pool()
            .mapAsync(
                x -> {
                  if (x == 1 || x == 3) {
                    throw new IllegalStateException("item " + x);
                  }
                  return x;
                },
                range(5),
                1);
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      chunks.add(fake.take());
    }
    for (int i = 4; i > 0; i--) {
      fake.run(chunks.get(i));
      assertFalse(result.isDone());
    }
    fake.run(chunks.get(0));
    assertTrue(result.isDone());
    assertFalse(result.successful());
    ExecutionException e = assertThrows(ExecutionException.class, result::get);
    assertEquals("item 1", e.getCause().getMessage());
    assertEquals(3, fake.progress().done());
    assertEquals(2, fake.progress().failed());
  }

  @Test
  @DisplayName("chunks: about a quarter of each worker's share; never more than maxTasksPerChild")
  void chunks() {
    FakeDispatcher fake = FakeDispatcher.working();
    fake.pool().map(x -> x, range(80));
    assertEquals(8, fake.chunks());
    assertEquals(10, fake.largestChunk());
    FakeDispatcher odd = FakeDispatcher.working();
    odd.pool().map(x -> x, range(81));
    assertEquals(8, odd.chunks());
    assertEquals(11, odd.largestChunk());
    FakeDispatcher limited = FakeDispatcher.working();
    LocalPool pool = limited.pool(new DirectCalls(), 7);
    pool.map(x -> x, range(1000));
    assertEquals(7, limited.largestChunk());
    assertEquals(range(1000), pool.map(x -> x, range(1000), 500));
    assertEquals(7, limited.largestChunk());
  }

  @Test
  @DisplayName("a large map is not fed at once, nor in the thread that must not wait")
  void lookAhead() throws Exception {
    FakeDispatcher fake = FakeDispatcher.idle();
    LocalPool pool = fake.pool();
    AsyncResult<List<Integer>> result = pool.mapAsync(x -> x, range(20_000), 1);
    Awaitility.await().atMost(LONG).until(() -> fake.chunks() == MOST_CHUNKS);
    fake.work(2);
    assertEquals(range(20_000), result.get());
    assertEquals(MOST_CHUNKS, fake.mostUnderWay());

    FakeDispatcher large = FakeDispatcher.idle();
    AsyncResult<List<Object>> ofLarge =
        large.pool(new OddCalls(8 << 20, null, null), 0).mapAsync(x -> null, range(200), 1);
    Awaitility.await().atMost(LONG).until(() -> large.chunks() == 4);
    for (int i = 0; i < 200; i++) {
      large.answerNext(large.take(), Answer.value(i));
    }
    assertEquals(range(200), ofLarge.get());
    assertEquals(4, large.mostUnderWay());
  }

  @Test
  @DisplayName("an item that cannot be sent fails where its result would be; the others are run")
  void unsendable() throws Exception {
    FakeDispatcher fake = FakeDispatcher.working();
    AtomicInteger ran = new AtomicInteger();
    AsyncResult<List<Integer>> result =
        fake.pool(new OddCalls(0, 5, null), 0)
            .mapAsync(
                x -> {
                  ran.incrementAndGet();
                  return x;
                },
                range(10),
                10);
    ExecutionException e = assertThrows(ExecutionException.class, result::get);
    assertInstanceOf(NotSendableException.class, e.getCause());
    assertEquals(9, ran.get());
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName("where a chunk cannot be made the map fails with that, and ends")
  void impossible() {
    FakeDispatcher fake = FakeDispatcher.working();
    LocalPool pool = fake.pool(new OddCalls(0, null, 150), 0);
    assertThrows(OutOfMemoryError.class, () -> pool.map(x -> x, range(200), 10));
    AsyncResult<List<Integer>> result = pool.mapAsync(x -> x, range(200), 10);
    ExecutionException e = assertThrows(ExecutionException.class, result::get);
    assertInstanceOf(OutOfMemoryError.class, e.getCause());
    assertFalse(fake.isAnyOpen());
    assertEquals(0, fake.progress().remaining());
  }

  @Test
  @DisplayName("cancel and terminate: also what was not fed yet")
  void cancel() {
    FakeDispatcher fake = FakeDispatcher.idle();
    LocalPool pool = fake.pool();
    AsyncResult<List<Integer>> result = pool.mapAsync(x -> x, range(10_000), 1);
    Awaitility.await().atMost(LONG).until(() -> fake.chunks() == MOST_CHUNKS);
    fake.run(fake.take());
    assertTrue(result.cancel(true));
    assertTrue(result.isCancelled());
    assertThrows(CancellationException.class, result::get);
    assertEquals(1, fake.progress().done());
    assertEquals(9_999, fake.progress().failed());
    assertFalse(fake.isAnyOpen());

    AsyncResult<List<Integer>> terminated = pool.mapAsync(x -> x, range(10_000), 1);
    pool.terminate();
    assertThrows(CancellationException.class, terminated::get);
    assertTrue(pool.isTerminated());
    awaitNoThread("processing-Fake-map");
  }

  private static void awaitNoThread(String prefix) {
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith(prefix)));
  }

  @Test
  @DisplayName("an interrupt while it is fed, or after, cancels the map")
  void interrupted() {
    for (int size : new int[] {10, 10_000}) {
      FakeDispatcher fake = FakeDispatcher.idle();
      LocalPool pool = fake.pool();
      Call call = Call.of(() -> pool.map(x -> x, range(size), 1)).awaitBlocked().interrupt();
      call.thrown(ProcessingInterruptedException.class);
      assertTrue(call.leftInterrupted());
      assertFalse(fake.isAnyOpen());
      assertEquals(size, fake.progress().failed());
    }
  }

  @Test
  @DisplayName("shutdown lets a map be fed to its end")
  void shutdown() throws Exception {
    FakeDispatcher fake = FakeDispatcher.idle();
    LocalPool pool = fake.pool();
    AsyncResult<List<Integer>> result = pool.mapAsync(x -> x, range(10_000), 1);
    pool.shutdown();
    assertFalse(pool.isTerminated());
    fake.work(2);
    pool.close();
    assertEquals(range(10_000), result.get());
    assertSame(result.get(), result.get());
  }
}
