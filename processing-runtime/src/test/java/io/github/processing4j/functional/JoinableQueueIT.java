package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.endsWell;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connections;
import io.github.processing4j.runtime.queue.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class JoinableQueueIT {
  private static final Duration LONG = Eventually.LONG;
  private static final Duration MOMENT = Duration.ofMillis(200);

  @Test
  @Tag("core")
  @DisplayName("31: 4 workers, 10 items: join returns after every taskDone")
  void fourWorkersTenItems() {
    JoinableQueue<Integer> queue = Processing.joinableQueue();
    Queue<Integer> worked = Processing.queue();
    List<Process> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(
          started(
              "worker",
              () -> {
                assertThrows(IllegalStateException.class, queue::taskDone);
                while (true) {
                  worked.put(queue.take());
                  queue.taskDone();
                }
              }));
    }
    for (int round = 0; round < 2; round++) {
      queue.putMany(IntStream.range(0, 10).boxed().toList());
      queue.join();
      assertEquals(10, worked.size());
      Set<Integer> all = new TreeSet<>();
      worked.drainTo(all);
      assertEquals(10, all.size());
      assertTrue(queue.isEmpty());
    }
    for (Process worker : workers) {
      worker.stop();
      ends(127, "stopped[ProcessExit]", worker);
    }
  }

  /** Takes so many items and is killed; tells which. */
  private static Process takesAndIsKilled(JoinableQueue<Integer> queue, Notes notes, int items) {
    Process worker =
        started(
            () -> {
              for (int i = 0; i < items; i++) {
                assertEquals(i, queue.take());
              }
              notes.put("taken");
              Family.sleepForLong();
            });
    notes.await("taken");
    return worker;
  }

  @Test
  @Tag("core")
  @DisplayName(
      "35: a worker is SIGKILLed before taskDone: its items are given out again, join ends")
  void aKilledWorkersItemsAreGivenOutAgain(Notes notes) throws Exception {
    JoinableQueue<Integer> queue = Processing.joinableQueue();
    queue.putMany(List.of(0, 1));
    Process killed = takesAndIsKilled(queue, notes, 2);
    assertEquals(0, queue.size());
    assertFalse(queue.join(MOMENT));
    Call join = Call.doing(queue::join).awaitBlocked();
    // One who waits already finds them by itself.
    Call take = Call.of(queue::take).awaitBlocked();
    killed.kill();
    Object first = take.result();
    Integer second = queue.get(LONG);
    assertEquals(Set.of(0, 1), Set.of(first, second));
    assertNull(queue.poll());
    queue.taskDone();
    queue.taskDone();
    assertThrows(IllegalStateException.class, queue::taskDone);
    join.result();
    assertEquals(-9, exitCode(killed));
  }

  @Test
  @DisplayName("35: what a killed worker had is seen before it is taken, and wakes those who wait")
  void aKilledWorkersItemsAreSeen(Notes notes) {
    JoinableQueue<Integer> queue = Processing.joinableQueue();
    queue.put(0, LONG);
    Process killed = takesAndIsKilled(queue, notes, 1);
    assertTrue(queue.isEmpty());
    Call wait = Call.of(() -> Connections.wait(List.of(queue), LONG)).awaitBlocked();
    killed.kill();
    assertEquals(List.of(queue), wait.result());
    assertFalse(queue.isEmpty());
    assertEquals(1, queue.size());
    assertEquals(0, queue.peek());
    assertEquals(List.of(0), List.copyOf(queue));
    // It is thrown away, and done with that.
    queue.clear();
    assertTrue(queue.join(Duration.ZERO));
    assertEquals(-9, exitCode(killed));
  }

  @Test
  @DisplayName("35: again and again; other items are not held up")
  void workersThatDieOneAfterAnother() throws Exception {
    int items = 200;
    JoinableQueue<Integer> queue = Processing.joinableQueue(50);
    Queue<Integer> done = Processing.queue();
    Call put =
        Call.doing(
            () -> {
              for (int i = 0; i < items; i++) {
                queue.put(i);
              }
            });
    for (int deaths = 0; deaths < 3; deaths++) {
      Process worker = started(() -> work(queue, done, 20));
      assertEquals(137, exitCode(worker));
    }
    Process last = started(() -> work(queue, done, Integer.MAX_VALUE));
    put.result();
    queue.join();
    last.stop();
    Set<Integer> all = new TreeSet<>();
    done.drainTo(all);
    assertEquals(items, all.size());
    ends(127, "stopped[ProcessExit]", last);
  }

  /** Works on items, and dies with the last one in its hands. */
  private static void work(JoinableQueue<Integer> queue, Queue<Integer> done, int count)
      throws Exception {
    for (int i = 1; i < count; i++) {
      done.put(queue.take());
      queue.taskDone();
    }
    queue.take();
    Runtime.getRuntime().halt(137);
  }

  @Test
  @DisplayName("a suspended worker is alive: its item is its own")
  void aSuspendedWorkerKeepsItsItem(Notes notes) throws Exception {
    JoinableQueue<String> queue = Processing.joinableQueue();
    queue.put("slow");
    Process worker =
        started(
            () -> {
              queue.take();
              notes.put("taken");
              notes.await("go");
              queue.taskDone();
            });
    notes.await("taken");
    Shell.kill("STOP", worker.getPid());
    Eventually.become("suspension", () -> Eventually.isSuspended(worker.getPid()));
    notes.put("go");
    assertNull(queue.poll(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
    assertFalse(queue.join(MOMENT));
    Shell.kill("CONT", worker.getPid());
    assertTrue(queue.join(LONG));
    endsWell(worker);
  }

  @Test
  @DisplayName("close() gives out again what was not done, as does a return")
  void closeGivesOutAgain(Notes notes) {
    JoinableQueue<Queue<String>> queue = Processing.joinableQueue();
    Queue<String> item = Processing.queue();
    queue.putMany(List.of(item, item));
    endsWell(started(() -> queue.take().put("one who returns")));
    Process closes =
        started(
            () -> {
              // Both: what the other had taken comes last.
              Queue<String> first = queue.take();
              queue.take();
              first.put("one who closes");
              queue.close();
              notes.put("closed");
              notes.await("go");
            });
    notes.await("closed");
    assertEquals("one who returns", item.get(LONG));
    assertEquals("one who closes", item.get(LONG));
    // The handle in the item is kept, however often it is read.
    assertEquals(item, queue.get(LONG));
    queue.taskDone();
    assertEquals(item, queue.get(LONG));
    assertFalse(queue.join(Duration.ZERO));
    queue.taskDone();
    assertTrue(queue.join(Duration.ZERO));
    notes.put("go");
    endsWell(closes);
  }
}
