package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads of one JVM that wait in a queue: woken, interrupted, closed under them. */
@Timeout(60)
class QueueWaitTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long INTERRUPTED_NANOS = Duration.ofSeconds(50).toNanos();

  /** Calls of a queue that block while it is empty. */
  private static List<Call> takers(Queue<String> queue, boolean checked) {
    return checked
        ? List.of(Call.of(queue::take), Call.of(() -> queue.poll(30, TimeUnit.SECONDS)))
        : List.of(Call.of(queue::get), Call.of(() -> queue.get(LONG)));
  }

  /** Calls of a queue that block while it is full. */
  private static List<Call> putters(Queue<String> queue, boolean checked) {
    return checked
        ? List.of(
            Call.doing(() -> queue.put("late")),
            Call.of(() -> queue.offer("late", 30, TimeUnit.SECONDS)))
        : List.of(
            Call.doing(() -> queue.put("late", LONG)),
            Call.doing(() -> queue.putMany(List.of("late", "late"))));
  }

  private static Queue<String> full() {
    Queue<String> queue = Processing.queue(1);
    queue.putNoWait("first");
    return queue;
  }

  @Test
  void aTakerIsWokenByAPut() throws Exception {
    try (Queue<String> queue = Processing.queue()) {
      List<Call> calls = new ArrayList<>(takers(queue, true));
      calls.addAll(takers(queue, false));
      calls.forEach(Call::awaitBlocked);
      queue.put("a");
      queue.putMany(List.of("b", "c", "d"));
      assertEquals(List.of("a", "b", "c", "d"), calls.stream().map(Call::result).sorted().toList());
    }
  }

  @Test
  void aPutterIsWokenByATake() throws Exception {
    try (Queue<String> queue = full()) {
      List<Call> calls = new ArrayList<>(putters(queue, true));
      calls.addAll(putters(queue, false));
      calls.forEach(Call::awaitBlocked);
      assertEquals("first", queue.take());
      for (int i = 0; i < 5; i++) {
        assertEquals("late", queue.get(LONG));
      }
      calls.forEach(Call::result);
      assertTrue(queue.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsATake(boolean checked) throws Exception {
    try (Queue<String> queue = Processing.queue()) {
      for (Call call : takers(queue, checked)) {
        call.awaitBlocked().interrupt();
        ended(call, checked);
      }
      queue.put("goes on");
      assertEquals("goes on", queue.take());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsAPut(boolean checked) throws Exception {
    try (Queue<String> queue = full()) {
      for (Call call : putters(queue, checked)) {
        call.awaitBlocked().interrupt();
        ended(call, checked);
      }
      assertEquals("first", queue.take());
      assertNull(queue.poll());
      queue.put("goes on");
      assertEquals("goes on", queue.take());
    }
  }

  private static void ended(Call call, boolean checked) {
    if (checked) {
      call.thrown(InterruptedException.class);
      assertFalse(call.leftInterrupted());
    } else {
      call.thrown(ProcessingInterruptedException.class);
      assertTrue(call.leftInterrupted());
    }
  }

  /** A call by a thread that was interrupted before. */
  private static Call interrupted(Call.Action action) {
    return Call.doing(
        () -> {
          Thread.currentThread().interrupt();
          action.run();
        });
  }

  @Test
  void anInterruptFromBeforeCountsAlsoWhereNothingIsToWaitFor() throws Exception {
    try (Queue<String> queue = Processing.queue(2)) {
      queue.put("first");
      ended(interrupted(queue::take), true);
      ended(interrupted(() -> queue.poll(1, TimeUnit.SECONDS)), true);
      ended(interrupted(() -> queue.put("no")), true);
      ended(interrupted(() -> queue.offer("no", 1, TimeUnit.SECONDS)), true);
      ended(interrupted(queue::get), false);
      ended(interrupted(() -> queue.get(LONG)), false);
      ended(interrupted(() -> queue.put("no", LONG)), false);
      ended(interrupted(() -> queue.putMany(List.of("no"))), false);
      assertEquals(List.of("first"), List.copyOf(queue));
    }
  }

  @Test
  void whatDoesNotBlockIgnoresAnInterrupt() {
    try (Queue<String> queue = Processing.queue(2)) {
      Call call =
          interrupted(
              () -> {
                assertTrue(queue.offer("a"));
                queue.putNoWait("b");
                assertEquals(2, queue.size());
                assertEquals("a", queue.peek());
                assertEquals("a", queue.poll());
                assertEquals("b", queue.getNoWait());
                assertTrue(queue.addAll(List.of("c")));
                assertEquals(1, queue.drainTo(new ArrayList<>()));
              });
      call.result();
      assertTrue(call.leftInterrupted());
    }
  }

  @Test
  void putManyThatIsInterruptedHasPutWhatWasBefore() throws Exception {
    try (Queue<Integer> queue = Processing.queue(3)) {
      Call call = Call.doing(() -> queue.putMany(List.of(1, 2, 3, 4, 5)));
      ended(call.awaitBlocked().interrupt(), false);
      assertEquals(List.of(1, 2, 3), List.copyOf(queue));
    }
  }

  @Test
  void putManyIsNoBoundOnItself() throws Exception {
    int count = 10_000;
    try (Queue<Integer> queue = Processing.queue(3)) {
      Call call = Call.doing(() -> queue.putMany(IntStream.range(0, count).boxed().toList()));
      for (int i = 0; i < count; i++) {
        assertEquals(i, queue.get(LONG));
      }
      call.result();
    }
  }

  @Test
  @DisplayName("30: closed: every call says so")
  void everyCallOfAClosedHandleSaysSo() {
    Queue<String> queue = Processing.queue(2);
    queue.putNoWait("lost");
    assertFalse(queue.isClosed());
    queue.close();
    queue.close();
    assertTrue(queue.isClosed());
    List<Call.Action> deeds =
        List.of(
            () -> queue.put("a"),
            () -> queue.put("a", Duration.ZERO),
            () -> queue.putNoWait("a"),
            () -> queue.putMany(List.of("a")),
            queue::clear,
            () -> Processing.start(() -> queue.put("a")));
    for (int i = 0; i < deeds.size(); i++) {
      saysThatItIsClosed("deed " + i, deeds.get(i));
    }
    List<Callable<?>> asked =
        List.of(
            queue::take,
            queue::get,
            queue::getNoWait,
            () -> queue.get(Duration.ZERO),
            queue::poll,
            () -> queue.poll(1, TimeUnit.SECONDS),
            queue::peek,
            queue::element,
            queue::remove,
            () -> queue.offer("a"),
            () -> queue.offer("a", 1, TimeUnit.SECONDS),
            () -> queue.add("a"),
            () -> queue.addAll(List.of("a")),
            () -> queue.drainTo(new ArrayList<>()),
            () -> queue.drainTo(new ArrayList<>(), 1),
            queue::size,
            queue::isEmpty,
            queue::isFull,
            queue::remainingCapacity,
            queue::iterator,
            queue::toArray,
            () -> queue.contains("a"));
    for (int i = 0; i < asked.size(); i++) {
      saysThatItIsClosed("question " + i, asked.get(i)::call);
    }
    assertTrue(queue.toString().contains("Queue"), queue::toString);
  }

  private static void saysThatItIsClosed(String which, Call.Action call) {
    ClosedHandleException e = assertThrows(ClosedHandleException.class, call::run, which);
    assertTrue(e.getMessage().contains("closed"), e::getMessage);
  }

  @Test
  @DisplayName("30: closed: threads that wait in it are told")
  void threadsThatWaitAreToldOfTheClose() {
    for (boolean isFull : new boolean[] {false, true}) {
      Queue<String> queue = isFull ? full() : Processing.queue();
      List<Call> calls = new ArrayList<>();
      for (boolean checked : new boolean[] {false, true}) {
        calls.addAll(isFull ? putters(queue, checked) : takers(queue, checked));
      }
      calls.forEach(Call::awaitBlocked);
      queue.close();
      for (Call call : calls) {
        call.thrown(ClosedHandleException.class);
        assertFalse(call.leftInterrupted());
      }
    }
  }

  @Test
  void aSimpleQueueWaitsToo() throws Exception {
    SimpleQueue<String> queue = Queue.<String>builder().maxsize(1).buildSimple();
    assertTrue(queue.isEmpty());
    assertNull(queue.poll());
    queue.put("a");
    assertFalse(queue.isEmpty());
    Call put = Call.doing(() -> queue.put("b")).awaitBlocked();
    assertEquals("a", queue.get());
    put.result();
    assertEquals("b", queue.poll());
    Call take = Call.of(queue::take).awaitBlocked();
    queue.put("c");
    assertEquals("c", take.result());
    ended(Call.of(queue::take).awaitBlocked().interrupt(), true);
    ended(Call.of(queue::get).awaitBlocked().interrupt(), false);
    assertThrows(NullPointerException.class, () -> queue.put(null));
    Call closed = Call.of(queue::get).awaitBlocked();
    queue.close();
    queue.close();
    closed.thrown(ClosedHandleException.class);
    assertThrows(ClosedHandleException.class, () -> queue.put("d"));
    assertThrows(ClosedHandleException.class, queue::poll);
    assertThrows(ClosedHandleException.class, queue::isEmpty);
  }

  @Test
  void anInterruptLosesNothing() throws Exception {
    int count = 20_000;
    try (Queue<Integer> queue = Processing.queue(4)) {
      AtomicBoolean done = new AtomicBoolean();
      Thread producer =
          new Thread(
              () -> {
                for (int i = 0; i < count; ) {
                  try {
                    queue.put(i);
                    i++;
                  } catch (InterruptedException e) {
                    // It was not put.
                  }
                }
              });
      List<Integer> taken = new ArrayList<>();
      Thread consumer =
          new Thread(
              () -> {
                while (taken.size() < count) {
                  try {
                    taken.add(queue.take());
                  } catch (InterruptedException e) {
                    // Nothing was taken.
                  }
                }
                done.set(true);
              });
      producer.start();
      consumer.start();
      long start = System.nanoTime();
      while (!done.get()) {
        assertTrue(System.nanoTime() - start < INTERRUPTED_NANOS, "lost, or not done in time");
        consumer.interrupt();
        producer.interrupt();
        // They must come to something in between.
        LockSupport.parkNanos(20_000);
      }
      producer.join();
      consumer.join();
      assertEquals(IntStream.range(0, count).boxed().toList(), taken);
      assertTrue(queue.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 1000})
  void manyThreads(int maxsize) throws Exception {
    int producers = 4;
    int consumers = 4;
    int each = maxsize == 1 ? 2_000 : 20_000;
    try (Queue<Integer> queue = Processing.queue(maxsize)) {
      List<Call> calls = new ArrayList<>();
      BitSet seen = new BitSet();
      for (int p = 0; p < producers; p++) {
        int from = p * each;
        calls.add(
            Call.doing(
                () -> {
                  for (int i = 0; i < each; i++) {
                    queue.put(from + i);
                  }
                }));
      }
      for (int c = 0; c < consumers; c++) {
        calls.add(
            Call.doing(
                () -> {
                  int[] next = new int[producers];
                  Arrays.fill(next, -1);
                  for (int item = queue.take(); item >= 0; item = queue.take()) {
                    int from = item / each;
                    assertTrue(next[from] < item, "out of order");
                    next[from] = item;
                    synchronized (seen) {
                      assertFalse(seen.get(item), "twice");
                      seen.set(item);
                    }
                  }
                }));
      }
      for (int i = 0; i < producers; i++) {
        calls.get(i).result();
      }
      for (int i = 0; i < consumers; i++) {
        queue.put(-1);
      }
      calls.forEach(Call::result);
      assertEquals(producers * each, seen.cardinality());
      assertTrue(queue.isEmpty());
    }
  }
}
