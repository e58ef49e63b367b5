package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.process.Spares;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Functional
class LeakIT {
  private static final int STARTS = 300;
  private static final int AT_ONCE = 4;

  /** Runs it in a JVM of its own, with its own temporary directory. */
  static final class StartsMany {
    private StartsMany() {}

    public static void main(String[] args) throws Exception {
      int starts = Integer.parseInt(args[0]);
      run(12);
      for (int i = 0; i < 3; i++) {
        fail();
        // Which may be of the plan that fails: its argument file stays.
        Spares.awaitReady();
      }
      letSparesGo();
      Holdings before = Holdings.now();
      Processing.setStandby(StandbyOptions.defaults());
      long start = System.nanoTime();
      run(starts);
      for (int i = 0; i < 3; i++) {
        fail();
      }
      System.out.println("seconds " + (System.nanoTime() - start) / 1_000_000_000);
      try {
        letSparesGo();
        // Less there may be: a sweep of the session may have had its directory open before.
        Eventually.become("no more than before", () -> Holdings.now().without(before).isNothing());
      } catch (ConditionTimeoutException e) {
        System.out.println("more: " + Holdings.now().without(before));
        System.exit(1);
      }
      assertEquals(0, Processing.activeChildren().size());
      System.out.println("no more");
    }

    /** The spares of this JVM, and the thread that keeps them. */
    private static void letSparesGo() {
      Processing.setStandby(StandbyOptions.builder().spares(0).build());
      Eventually.become(
          "the end of the spares",
          () ->
              ProcessHandle.current().children().findAny().isEmpty()
                  && !Holdings.liveThreads().contains("processing-standby"));
    }

    private static void run(int starts) {
      Deque<Process> running = new ArrayDeque<>();
      for (int i = 0; i < starts; i++) {
        if (running.size() == AT_ONCE) {
          end(running.remove());
        }
        running.add(start(i));
      }
      running.forEach(StartsMany::end);
    }

    private static Process start(int i) {
      Process p =
          Process.builder()
              .jvm(JvmOptions.builder().error(Redirect.DISCARD).build())
              .target(
                  () -> {
                    switch (i % 6) {
                      case 0 -> System.exit(3);
                      case 1 -> throw new IllegalStateException("failed");
                      case 2, 3 -> Family.sleepForLong();
                      default -> {}
                    }
                  })
              .build();
      p.start();
      switch (i % 6) {
        case 2 -> p.stop();
        case 3 -> p.kill();
        default -> {}
      }
      return p;
    }

    private static void end(Process p) {
      exitCode(p);
      p.close();
    }

    /** Starts that fail in each of their stages. */
    private static void fail() {
      Thread captured = Thread.currentThread();
      assertThrows(NotSendableException.class, () -> Calls.started(() -> captured.getName()));
      Process noHome =
          Process.builder().jvm(JvmOptions.builder().javaHome(Path.of("/nowhere")).build()).build();
      assertThrows(ProcessStartException.class, noHome::start);
      Process badFlag =
          Process.builder()
              .jvm(
                  JvmOptions.builder()
                      .flags("-XX:+NoSuchFlagAnywhere")
                      .error(Redirect.DISCARD)
                      .build())
              .build();
      badFlag.start();
      assertThrows(ProcessStartException.class, badFlag::join);
    }
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  @DisplayName("26: 300 starts: descriptors, threads and temporary files are as before")
  void nothingIsLeft(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(StartsMany.class, STARTS).jvm("-Djava.io.tmpdir=" + notes.directory()).start()) {
      int code = main.toJava().waitFor(170, TimeUnit.SECONDS) ? main.awaitExit() : -1;
      assertEquals(0, code, () -> main.out() + main.err());
      assertEquals("no more", main.out().lines().reduce((a, b) -> b).orElseThrow());
    }
  }
}
