package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameBudgetTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final FrameScheduler scheduler = FrameScheduler.threads(1);
  private final Gate gate = new Gate();
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void close() {
    scheduler.close();
    gate.open();
  }

  @Test
  void anAmpleBudgetRunsAllThatIsDue() throws Exception {
    scheduler.frameBudget(LONG);
    awaitEnds(100, seen::add);
    scheduler.frame();
    assertEquals(100, seen.size());
  }

  @Test
  void aSpentBudgetLeavesTheRestForTheNextFramesInOrder() throws Exception {
    scheduler.frameBudget(Duration.ZERO);
    awaitEnds(3, seen::add);
    scheduler.frame();
    assertEquals(List.of(0), seen);
    scheduler.frame();
    assertEquals(List.of(0, 1), seen);
    scheduler.frame();
    assertEquals(List.of(0, 1, 2), seen);
  }

  @Test
  void oneHookAlwaysRunsAndASlowOneSpendsTheBudget() throws Exception {
    scheduler.frameBudget(Duration.ofMillis(1));
    awaitEnds(
        3,
        result -> {
          spin(Duration.ofMillis(2));
          seen.add(result);
        });
    for (int frame = 1; frame <= 3; frame++) {
      scheduler.frame();
      assertEquals(frame, seen.size());
    }
  }

  @Test
  void endsWithoutAHookCostNoFrame() throws Exception {
    scheduler.frameBudget(Duration.ZERO);
    for (int i = 0; i < 10; i++) {
      scheduler.enqueue(FrameTask.of(() -> "without"));
    }
    awaitEnds(1, seen::add);
    scheduler.frame();
    assertEquals(1, seen.size());
  }

  @Test
  void refreshesDoNotStarveEnds() throws Exception {
    scheduler.frameBudget(Duration.ZERO);
    Gate[] gates = standRefreshing(5);
    scheduler.frame(); // the five are due by now, and one has had its turn
    awaitEnds(1, seen::add);
    for (int frame = 0; frame < 10; frame++) {
      scheduler.frame();
    }
    assertTrue(seen.contains(0), seen.toString());
    open(gates);
  }

  @Test
  void endsDoNotStarveRefreshesAndEachHasItsTurn() throws Exception {
    scheduler.frameBudget(Duration.ZERO);
    Gate[] gates = standRefreshing(5);
    awaitEnds(20, seen::add);
    for (int frame = 0; frame < 25; frame++) {
      scheduler.frame();
    }
    for (int i = 0; i < gates.length; i++) {
      assertTrue(seen.contains("refresh " + i), seen.toString());
    }
    assertEquals(20, seen.stream().filter(Integer.class::isInstance).count());
    open(gates);
  }

  @Test
  void aRefreshThatWaitsForItsTurnTellsTheNewest() throws Exception {
    scheduler.frameBudget(Duration.ZERO);
    awaitEnds(3, seen::add);
    ProgressCell[] reports = new ProgressCell[1];
    scheduler.standalone(
        FrameTask.builder(
                progress -> {
                  reports[0] = (ProgressCell) progress;
                  return gate.pass();
                })
            .onRefresh(progress -> seen.add(progress.message()))
            .build());
    gate.awaitEntered();
    for (int frame = 1; frame <= 4; frame++) {
      reports[0].update(0, "before frame " + frame);
      scheduler.frame();
    }
    assertEquals(List.of(0, 1, 2, "before frame 4"), seen);
  }

  /** Enqueues tasks that return 0, 1, … and waits until they have, without a frame. */
  private void awaitEnds(int count, Consumer<Object> hook) throws Exception {
    FrameWorker<Integer> last = null;
    for (int i = 0; i < count; i++) {
      int result = i;
      last = scheduler.enqueue(FrameTask.builder(() -> result).onSuccess(hook).build());
    }
    assertTrue(last.await(LONG));
  }

  private Gate[] standRefreshing(int count) throws Exception {
    Gate[] gates = new Gate[count];
    for (int i = 0; i < count; i++) {
      Gate each = new Gate();
      gates[i] = each;
      String turn = "refresh " + i;
      scheduler.standalone(
          FrameTask.builder(each::pass).onRefresh(progress -> seen.add(turn)).build());
      each.awaitEntered();
    }
    return gates;
  }

  private static void open(Gate[] gates) {
    for (Gate each : gates) {
      each.open();
    }
  }

  private static void spin(Duration time) {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < time.toNanos()) {
      Thread.onSpinWait();
    }
  }
}
