package io.github.processing4j.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.Semaphore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop whose interrupt the user's own code has taken, and operations that need not wait. */
@Timeout(30)
class PendingStopTest {
  /** What blocks at times, but not now. */
  private interface Operation {
    void run() throws Exception;
  }

  @Test
  @DisplayName(
      "a stop whose interrupt is gone is raised by the next blocking call, though it need not wait")
  void raisedWithoutAnInterrupt() throws Exception {
    try (Lock lock = Processing.lock();
        Semaphore semaphore = Processing.semaphore(10);
        Event event = Processing.event();
        Barrier alone = Processing.barrier(1);
        Queue<String> queue = Processing.queue()) {
      event.set();
      queue.put("there");
      Map<String, Operation> operations = new LinkedHashMap<>();
      operations.put("lock", lock::lock);
      operations.put("lockInterruptibly", lock::lockInterruptibly);
      operations.put("acquire", semaphore::acquire);
      operations.put("Event.await", event::await);
      operations.put("Barrier.await", alone::await);
      operations.put("put", () -> queue.put("too"));
      operations.put("take", queue::take);

      List<String> notStopped = new ArrayList<>();
      SynchronousQueue<String> next = new SynchronousQueue<>();
      Process p =
          Processing.getContext("thread")
              .processBuilder()
              .target(
                  () -> {
                    for (Map.Entry<String, Operation> each : operations.entrySet()) {
                      next.put(each.getKey());
                      awaitInterrupt();
                      try {
                        each.getValue().run();
                        notStopped.add(each.getKey());
                      } catch (ProcessExit e) {
                        // As it should.
                      }
                    }
                  })
              .build();
      p.start();
      for (String ignored : operations.keySet()) {
        next.take();
        p.stop();
      }
      p.join();
      assertEquals(0, p.getExitCode());
      assertEquals(List.of(), notStopped);
    }
  }

  /** Takes the interrupt of a stop, as user's code may. */
  private static void awaitInterrupt() {
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
  }
}
