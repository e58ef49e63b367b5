package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.endsWell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.frame.Status;
import io.github.processing4j.frame.StatusQueue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Functional
class StatusQueueIT {
  private record Holder(StatusQueue statuses) implements Serializable {}

  @Test
  @DisplayName("a child reports to the status queue that its target has captured")
  void childReports() {
    StatusQueue statuses = new StatusQueue();
    statuses.put(Status.PROCESSING);
    endsWell(
        started(
            () -> {
              statuses.put(Status.PROCESSING);
              statuses.put(Status.READY);
            }));
    assertEquals(Status.READY, statuses.latest());
    assertEquals(
        List.of(Status.PROCESSING, Status.PROCESSING, Status.READY), awaitAll(statuses, 3));
    assertNull(statuses.poll());
    statuses.put(Status.CANCELLED);
    assertEquals(List.of(Status.CANCELLED), awaitAll(statuses, 1));
  }

  @Test
  @DisplayName("a status queue travels in an object, on to a grandchild, and through a queue")
  void travels() throws Exception {
    StatusQueue statuses = new StatusQueue();
    Queue<Holder> queue = Processing.queue();
    queue.put(new Holder(statuses));
    endsWell(
        started(
            () -> {
              StatusQueue here = queue.take().statuses();
              here.put(Status.PROCESSING);
              Process grandchild = Processing.start(() -> here.put(Status.READY));
              grandchild.join();
            }));
    assertEquals(List.of(Status.PROCESSING, Status.READY), awaitAll(statuses, 2));
  }

  @Test
  @DisplayName("a child that is killed while it reports harms nobody; ends are kept in a flood")
  void killedAndFlooded() {
    StatusQueue statuses = new StatusQueue();
    Process writer =
        started(
            () -> {
              while (true) {
                statuses.put(Status.PROCESSING);
              }
            });
    Eventually.become("reports", () -> statuses.latest() != null);
    writer.kill();
    writer.join();
    for (int i = 0; i < StatusQueue.BOUND + 10; i++) {
      statuses.put(Status.PROCESSING);
    }
    statuses.put(Status.FAILED);
    assertEquals(Status.FAILED, statuses.latest());
    List<Status> all = new ArrayList<>();
    Eventually.become(
        "the end",
        () -> {
          for (Status next = statuses.poll(); next != null; next = statuses.poll()) {
            all.add(next);
          }
          return all.contains(Status.FAILED);
        });
    assertEquals(true, all.size() <= StatusQueue.BOUND + 1, () -> all.size() + " statuses");
  }

  private static List<Status> awaitAll(StatusQueue statuses, int count) {
    List<Status> all = new ArrayList<>();
    Eventually.become(
        count + " statuses",
        () -> {
          Status next = statuses.poll();
          if (next != null) {
            all.add(next);
          }
          return all.size() == count;
        });
    return all;
  }
}
