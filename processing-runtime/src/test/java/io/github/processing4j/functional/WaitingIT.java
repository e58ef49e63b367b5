package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.endsWell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What waiting costs. */
@Functional
class WaitingIT {

  /** The time that each thread of a process has had a CPU, in ns. */
  private static Map<Path, Long> cpuNanos(long pid) throws IOException {
    Map<Path, Long> nanos = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        try {
          String stat = Files.readString(thread.resolve("schedstat"));
          nanos.put(thread, Long.parseLong(stat.split(" ")[0]));
        } catch (IOException e) {
          // It has ended meanwhile; if the process has, the test fails anyway.
        }
      }
    }
    return nanos;
  }

  /** What its threads have had since then, without those that have ended. */
  private static long cpuNanosSince(Map<Path, Long> before, long pid) throws IOException {
    long sum = 0;
    for (Map.Entry<Path, Long> thread : cpuNanos(pid).entrySet()) {
      sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }

  @Test
  @DisplayName("a process that waits in a queue and a connection uses no CPU worth mentioning")
  void waitingIsNearlyFree(Notes notes) throws Exception {
    Queue<String> queue = Processing.queue();
    Queue<String> never = Processing.queue();
    Pipe pipe = Processing.pipe();
    Connection there = pipe.second();
    Process child =
        started(
            () -> {
              Call recv = Call.of(there::recv).awaitBlocked();
              notes.put("waits");
              queue.take();
              recv.result();
            });
    notes.await("waits");
    Map<Path, Long> before;
    long start;
    double share;
    int looks = 0;
    do {
      // At first the compiler has work left to do.
      before = cpuNanos(child.getPid());
      start = System.nanoTime();
      assertNull(never.poll(1, TimeUnit.SECONDS));
      share = (double) cpuNanosSince(before, child.getPid()) / (System.nanoTime() - start);
      System.out.printf("a process that waits used %.4f %% of a CPU%n", 100 * share);
    } while (share >= 0.01 && ++looks < 5);
    assertTrue(share < 0.01);
    queue.put("go");
    pipe.first().send("go");
    endsWell(child);
  }

  /** Has many virtual threads wait, on a single carrier. */
  static final class WaitsOnVirtualThreads {
    private static final int THREADS = 300;

    private WaitsOnVirtualThreads() {}

    public static void main(String[] args) throws Exception {
      Queue<Integer> empty = Processing.queue();
      Queue<Integer> full = Processing.queue(1);
      full.put(-1);
      Pipe pipe = Processing.pipe();
      CountDownLatch begun = new CountDownLatch(3 * THREADS);
      CountDownLatch done = new CountDownLatch(3 * THREADS);
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        inVirtualThread(begun, done, empty::take);
        inVirtualThread(begun, done, () -> full.offer(number, 1, TimeUnit.HOURS));
        inVirtualThread(begun, done, pipe.first()::recv);
      }
      // If one that waits held the carrier, the others would not begin.
      await(begun);
      System.out.println("all wait");
      for (int i = 0; i < THREADS; i++) {
        empty.put(i);
        pipe.second().send(i);
        full.take();
      }
      await(done);
      assertEquals(1, full.size());
      System.out.println("all done");
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
      assertTrue(latch.await(30, TimeUnit.SECONDS), () -> "still " + latch.getCount());
    }

    private static void inVirtualThread(CountDownLatch begun, CountDownLatch done, Callable<?> call)
        throws ReflectiveOperationException {
      Runnable body =
          () -> {
            begun.countDown();
            try {
              call.call();
              done.countDown();
            } catch (Exception e) {
              e.printStackTrace();
            }
          };
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  @DisplayName("900 virtual threads that wait do not hold their one carrier")
  void virtualThreads() throws Exception {
    try (TestJvm jvm =
        TestJvm.of(WaitsOnVirtualThreads.class)
            .jvm(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1")
            .start()) {
      assertEquals(0, jvm.awaitExit(), () -> jvm.out() + jvm.err());
      assertEquals(List.of("all wait", "all done"), jvm.out().lines().toList());
      assertEquals("", jvm.err());
    }
  }
}
