package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.endsWell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.QueueEmptyException;
import io.github.processing4j.QueueFullException;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.runtime.queue.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Functional
class QueueIT {
  private static final Duration MOMENT = Duration.ofMillis(60);
  private static final Duration LONG = Eventually.LONG;

  /** The last item of a consumer. */
  private static final int END = -1;

  @Test
  @Tag("core")
  @DisplayName("27, 28, 32: bounds, Full, Empty and sizes between processes")
  void boundsBetweenProcesses() {
    Queue<Integer> queue = Processing.queue(6);
    endsWell(
        started(
            () -> {
              for (int i = 0; i < 6; i++) {
                assertEquals(i, queue.size());
                queue.put(i);
              }
            }));
    assertEquals(6, queue.size());
    assertTrue(queue.isFull());
    assertThrows(QueueFullException.class, () -> queue.putNoWait(6));
    long start = System.nanoTime();
    assertThrows(QueueFullException.class, () -> queue.put(6, MOMENT));
    assertTrue(System.nanoTime() - start >= MOMENT.toNanos());
    Call put = Call.doing(() -> queue.put(6)).awaitBlocked();
    endsWell(
        started(
            () -> {
              for (int i = 0; i <= 6; i++) {
                assertEquals(i, queue.get(LONG));
              }
              assertThrows(QueueEmptyException.class, queue::getNoWait);
              long from = System.nanoTime();
              assertThrows(QueueEmptyException.class, () -> queue.get(MOMENT));
              assertTrue(System.nanoTime() - from >= MOMENT.toNanos());
              assertEquals(0, queue.size());
            }));
    put.result();
    assertEquals(0, queue.size());
  }

  @Test
  @Tag("core")
  @DisplayName("29: an item that cannot be sent, then a good one: the put fails by name")
  void unserialisableThenGood() {
    Queue<Object> queue = Processing.queue();
    Process child =
        started(
            () -> {
              NotSendableException e =
                  assertThrows(
                      NotSendableException.class, () -> queue.put(List.of(1, new Thread())));
              queue.put(e.getMessage());
              queue.put("good");
            });
    String message = (String) queue.get(LONG);
    assertTrue(message.contains("java.lang.Thread"), message);
    assertEquals("good", queue.get(LONG));
    endsWell(child);
  }

  @Test
  @Tag("core")
  @DisplayName("30: closed here: error here; the others go on")
  void closedHereAlone(Notes notes) throws Exception {
    Queue<String> queue = Processing.queue();
    SimpleQueue<String> answers = Processing.simpleQueue();
    Process taker =
        started(
            () -> {
              notes.put("taker");
              answers.put(queue.take());
              queue.close();
              assertThrows(ClosedHandleException.class, queue::take);
            });
    Process putter =
        started(
            () -> {
              notes.await("closed");
              queue.put("for the others");
            });
    notes.await("taker");
    queue.close();
    assertThrows(ClosedHandleException.class, () -> queue.put("no"));
    notes.put("closed");
    assertEquals("for the others", answers.get());
    endsWell(taker);
    endsWell(putter);
  }

  @Test
  @Tag("core")
  @DisplayName("stop() while a child waits in take or put: ProcessExit; the queue goes on")
  void stopEndsAWait(Notes notes) throws Exception {
    Queue<String> empty = Processing.queue();
    Queue<String> full = Processing.queue(1);
    full.put("first");
    Process taker =
        started(
            "taker",
            () -> {
              notes.put("taker");
              empty.take();
            });
    Process putter =
        started(
            "putter",
            () -> {
              notes.put("putter");
              full.put("never");
            });
    Process stubborn =
        started(
            "stubborn",
            () -> {
              notes.put("stubborn");
              try {
                empty.get();
              } catch (ProcessExit e) {
                assertFalse(Thread.currentThread().isInterrupted());
                notes.put("caught");
              }
              notes.put("goes on " + empty.get());
            });
    notes.await("taker");
    notes.await("putter");
    notes.await("stubborn");
    taker.stop();
    putter.stop();
    stubborn.stop();
    ends(127, "stopped[ProcessExit]", taker);
    ends(127, "stopped[ProcessExit]", putter);
    notes.await("caught");
    empty.put("well");
    notes.await("goes on well");
    endsWell(stubborn);
    assertEquals("first", full.take());
    assertNull(full.poll());
    full.put("second");
    assertEquals("second", full.take());
  }

  @Test
  @DisplayName("stop() also counts in a put or take that need not wait")
  void stopCountsWhereNothingIsToWaitFor(Notes notes) throws Exception {
    Queue<Integer> queue = Processing.queue();
    Process putter =
        started(
            "putter",
            () -> {
              notes.put("ready");
              for (int i = 0; true; i++) {
                queue.put(i);
                queue.take();
              }
            });
    notes.await("ready");
    putter.stop();
    ends(127, "stopped[ProcessExit]", putter);
    assertTrue(queue.size() <= 1, () -> "items " + queue);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  @DisplayName("27: producers in several processes put exactly as much as there is room for")
  void boundIsKeptByMany(int maxsize) throws Exception {
    Queue<Integer> queue = Processing.queue(maxsize);
    Queue<Integer> rounds = Processing.queue();
    Queue<Integer> counts = Processing.queue();
    List<Process> all = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      all.add(
          started(
              () -> {
                while (rounds.take() >= 0) {
                  int put = 0;
                  for (int full = 0; full < 2_000; ) {
                    if (queue.offer(put)) {
                      put++;
                    } else {
                      full++;
                    }
                  }
                  counts.put(put);
                }
              }));
    }
    for (int round = 0; round < 30; round++) {
      rounds.putMany(List.of(0, 0, 0));
      int put = 0;
      for (int i = 0; i < 3; i++) {
        put += counts.get(LONG);
      }
      assertEquals(maxsize, put);
      assertEquals(maxsize, queue.size());
      queue.clear();
    }
    rounds.putMany(List.of(-1, -1, -1));
    all.forEach(Eventually::endsWell);
  }

  /** What threads of several processes have put and taken: each item once, each producer's in order. */
  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void manyProducersAndConsumers(int maxsize) throws Exception {
    int threads = 2;
    int each = 20_000;
    Queue<Integer> queue = Processing.queue(maxsize);
    Queue<long[]> results = Processing.queue();
    List<Process> consumers = new ArrayList<>();
    for (int c = 0; c < 2; c++) {
      consumers.add(started(() -> inThreads(threads, t -> results.put(consume(queue, each)))));
    }
    List<Process> producers = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      int process = p;
      producers.add(
          started(() -> inThreads(threads, t -> produce(queue, process * threads + t, each))));
    }
    Call consumed = Call.of(() -> consume(queue, each));
    produce(queue, 2 * threads, each);
    producers.forEach(Eventually::endsWell);
    for (int i = 0; i < 2 * threads + 1; i++) {
      queue.put(END);
    }
    consumers.forEach(Eventually::endsWell);
    BitSet seen = BitSet.valueOf((long[]) consumed.result());
    for (int i = 0; i < 2 * threads; i++) {
      BitSet more = BitSet.valueOf(results.get(LONG));
      assertFalse(seen.intersects(more), "an item was taken twice");
      seen.or(more);
    }
    // There is no order among producers: what the last of them has put may come after the ends.
    for (Integer item = queue.poll(); item != null; item = queue.poll()) {
      assertFalse(seen.get(item));
      seen.set(item);
    }
    assertEquals((2 * threads + 1) * each, seen.cardinality());
    assertEquals(0, queue.size());
  }

  private interface OfThread {
    void run(int thread) throws Exception;
  }

  private static void inThreads(int count, OfThread body) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int thread = i;
      calls.add(Call.doing(() -> body.run(thread)));
    }
    calls.forEach(Call::result);
  }

  private static void produce(Queue<Integer> queue, int producer, int each) throws Exception {
    for (int i = 0; i < each; i++) {
      queue.put(producer * each + i);
    }
  }

  private static long[] consume(Queue<Integer> queue, int each) throws Exception {
    BitSet seen = new BitSet();
    int[] last = new int[16];
    for (int item = queue.take(); item != END; item = queue.take()) {
      int producer = item / each;
      assertTrue(item >= last[producer], "out of order");
      last[producer] = item;
      assertFalse(seen.get(item), "twice");
      seen.set(item);
    }
    return seen.toLongArray();
  }
}
