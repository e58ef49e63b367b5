package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusQueueTest {
  private static final int WRITERS = 8;

  private final StatusQueue queue = new StatusQueue();

  @Test
  void givesOutInOrder() {
    queue.put(Status.PROCESSING);
    queue.put(Status.READY);
    assertSame(Status.PROCESSING, queue.poll());
    queue.put(Status.FAILED);
    assertSame(Status.READY, queue.poll());
    assertSame(Status.FAILED, queue.poll());
    assertNull(queue.poll());
  }

  @Test
  void givesOutNothingWhenThereIsNothingNew() {
    assertNull(queue.poll());
    queue.put(Status.READY);
    assertSame(Status.READY, queue.poll());
    assertNull(queue.poll());
    assertNull(queue.poll());
  }

  @Test
  void latestIsWhatWasPutLastWhetherTakenOrNot() {
    assertNull(queue.latest());
    queue.put(Status.PROCESSING);
    queue.put(Status.READY);
    assertSame(Status.READY, queue.latest());
    assertEquals(2, drain().size());
    assertSame(Status.READY, queue.latest());
  }

  @Test
  void fullDropsTheOldestProcessingFirst() {
    queue.put(Status.FAILED);
    put(StatusQueue.BOUND - 1, Status.PROCESSING);
    queue.put(Status.READY);
    List<Status> all = drain();
    assertEquals(StatusQueue.BOUND, all.size());
    assertSame(Status.FAILED, all.get(0));
    assertSame(Status.PROCESSING, all.get(1));
    assertSame(Status.READY, all.get(all.size() - 1));
  }

  @Test
  void fullOfEndsDropsNoneForAnotherProcessing() {
    put(StatusQueue.BOUND, Status.READY);
    queue.put(Status.PROCESSING);
    assertSame(Status.PROCESSING, queue.latest());
    assertEquals(Collections.nCopies(StatusQueue.BOUND, Status.READY), drain());
  }

  @Test
  void fullOfEndsDropsTheOldestEndForAnother() {
    queue.put(Status.FAILED);
    put(StatusQueue.BOUND - 1, Status.READY);
    queue.put(Status.CANCELLED);
    List<Status> all = drain();
    assertEquals(StatusQueue.BOUND, all.size());
    assertFalse(all.contains(Status.FAILED));
    assertSame(Status.CANCELLED, all.get(all.size() - 1));
  }

  @Test
  void manyWritersLoseNothingAndKeepTheirOrder() throws Exception {
    int each = 10_000;
    Semaphore room = new Semaphore(StatusQueue.BOUND / 2);
    List<Thread> writers =
        startWriters(
            () -> {
              for (int i = 0; i < each; i++) {
                room.acquireUninterruptibly(2);
                queue.put(Status.PROCESSING);
                queue.put(Status.READY);
              }
            });
    int processing = 0;
    int ready = 0;
    while (ready < WRITERS * each) {
      Status status = queue.poll();
      if (status == null) {
        Thread.onSpinWait();
        continue;
      }
      room.release();
      if (status == Status.PROCESSING) {
        processing++;
      } else {
        ready++;
      }
      assertTrue(ready <= processing, "an end came before its beginning");
    }
    join(writers);
    assertEquals(WRITERS * each, processing);
    assertNull(queue.poll());
  }

  @Test
  void manyWritersThatNobodyReadsStayWithinTheBoundAndLoseNoEnd() throws Exception {
    int ends = 50;
    List<Thread> writers =
        startWriters(
            () -> {
              for (int i = 0; i < ends; i++) {
                put(20, Status.PROCESSING);
                queue.put(Status.READY);
              }
            });
    join(writers);
    Status latest = queue.latest();
    List<Status> all = drain();
    assertEquals(StatusQueue.BOUND, all.size());
    assertEquals(WRITERS * ends, Collections.frequency(all, Status.READY));
    assertSame(Status.READY, latest);
    assertSame(Status.READY, all.get(all.size() - 1));
  }

  @Test
  void pollAllocatesNothing() throws Exception {
    assertEquals(0, Allocations.of(queue::poll));
    queue.put(Status.READY);
    queue.poll();
    assertEquals(0, Allocations.of(queue::poll));
  }

  @Test
  void isKeptByName() {
    StatusQueue named = StatusQueue.named("kept");
    assertSame(named, StatusQueue.named("kept"));
    assertNotSame(named, StatusQueue.named("other"));
    assertTrue(StatusQueue.remove("kept"));
    assertFalse(StatusQueue.remove("kept"));
    assertNotSame(named, StatusQueue.named("kept"));
    assertTrue(StatusQueue.remove("kept"));
    assertTrue(StatusQueue.remove("other"));
  }

  @Test
  void toStringTellsTheLatest() {
    assertEquals("<StatusQueue(empty)>", queue.toString());
    queue.put(Status.READY);
    assertEquals("<StatusQueue(Ready)>", queue.toString());
  }

  private void put(int times, Status status) {
    for (int i = 0; i < times; i++) {
      queue.put(status);
    }
  }

  private List<Status> drain() {
    List<Status> all = new ArrayList<>();
    for (Status each = queue.poll(); each != null; each = queue.poll()) {
      all.add(each);
    }
    return all;
  }

  private static List<Thread> startWriters(Runnable work) {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer = new Thread(work, "writer-" + i);
      writer.setDaemon(true);
      writer.start();
      writers.add(writer);
    }
    return writers;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread each : threads) {
      each.join();
    }
  }
}
