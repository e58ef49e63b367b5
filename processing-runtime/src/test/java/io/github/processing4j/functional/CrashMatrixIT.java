package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.runtime.queue.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behaviour 34: processes that use a queue are SIGKILLed and SIGSTOPped at random instants, while
 * others work.
 *
 * <p>By default 1,000 signals: 200 processes are killed, each of them a JVM of its own, some while they
 * boot; and four processes at a time are suspended, 200 times. The system property {@code test.kills}
 * asks for so many kills in each of the three scenarios: 400 make more than 1,000 in all. The system
 * property {@code test.seed} repeats a run as far as that is possible.
 */
@Functional
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CrashMatrixIT {
  private static final int VICTIMS = 3;
  private static final int SURVIVOR = 0;
  private static final int ROOM = 1 << 24;
  private static final Duration LONG = Eventually.LONG;

  /** That of which a second is promised, on a machine that has other things to do. */
  private static final long MAX_STALL_MILLIS = 10_000;

  private static final JvmOptions SMALL =
      JvmOptions.builder()
          .flags("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xshare:auto")
          .build();

  private static Random random(int scenario) {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("test.seed " + seed);
    return new Random(seed + scenario);
  }

  private static <E> Queue<E> queue(int maxsize, boolean joinable) {
    return joinable ? Processing.joinableQueue(maxsize) : Processing.queue(maxsize);
  }

  /** Those who are killed: one after the other, {@value #VICTIMS} at a time. */
  private static final class Victims {
    final Queue<byte[]> queue;
    final CrashTally tally;
    final Notes notes;
    final AtomicInteger left;
    final AtomicInteger names = new AtomicInteger(SURVIVOR);
    final List<Call> calls = new ArrayList<>();

    Victims(Queue<byte[]> queue, CrashTally tally, Notes notes, int kills, Random random) {
      this.queue = queue;
      this.tally = tally;
      this.notes = notes;
      this.left = new AtomicInteger(kills);
      for (int i = 0; i < VICTIMS; i++) {
        Random own = new Random(random.nextLong());
        calls.add(Call.doing(() -> kill(own)));
      }
    }

    private void kill(Random random) throws Exception {
      try (Signaller signaller = new Signaller()) {
        while (left.getAndDecrement() > 0) {
          killOne(random, signaller);
        }
      }
    }

    private void killOne(Random random, Signaller signaller) throws Exception {
      int name = names.incrementAndGet();
      int role = random.nextInt(4);
      boolean puts = role != 1;
      boolean takes = role != 0;
      Path file = notes.path("log" + name);
      CrashLog log = new CrashLog(file, CrashWorker.ROOM);
      Queue<byte[]> captured = queue;
      String path = file.toString();
      Process victim =
          Process.builder()
              .jvm(SMALL)
              .target(() -> CrashWorker.runUntilKilled(captured, path, name, puts, takes))
              .build();
      victim.start();
      if (random.nextInt(5) == 0) {
        pause(random, 120);
      } else {
        Eventually.become(
            "work", () -> (log.put() > 0 || log.taken() > 0) && !victim.join(Duration.ZERO));
        pause(random, 15);
      }
      if (random.nextInt(3) == 0) {
        signaller.suspend(victim.getPid());
        pause(random, 10);
        signaller.send("CONT", victim.getPid());
        pause(random, 5);
      }
      victim.kill();
      if (Eventually.exitCode(victim) != -9) {
        throw new AssertionError(victim.toString(), victim.getFailure());
      }
      victim.close();
      if (puts) {
        tally.producer(name, log);
      }
      tally.consumer(log, takes);
      Files.delete(file);
    }

    private static void pause(Random random, int maxMillis) {
      LockSupport.parkNanos(random.nextInt(maxMillis * 1_000_000));
    }

    void awaitEnd() {
      calls.forEach(call -> call.resultWithin(Duration.ofMinutes(15)));
    }
  }

  @ParameterizedTest(name = "maxsize {0}, joinable {1}")
  @CsvSource({"0, false, 80", "64, false, 60", "16, true, 60"})
  @DisplayName("34: killed at random instants")
  void killedAtRandomInstants(int maxsize, boolean joinable, int usual, Notes notes)
      throws Exception {
    int kills = Integer.getInteger("test.kills", usual);
    long start = System.nanoTime();
    Queue<byte[]> queue = queue(maxsize, joinable);
    CrashTally tally = new CrashTally(joinable);
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean drained = new AtomicBoolean();
    CrashLog log = new CrashLog(notes.path("survivor"), ROOM);
    CrashWorker survivor = new CrashWorker(queue, log);
    Call put = Call.doing(() -> survivor.put(SURVIVOR, 200_000, over::get));
    Call take = Call.doing(() -> survivor.take(drained::get));
    new Victims(queue, tally, notes, kills, random(maxsize)).awaitEnd();
    over.set(true);
    put.result();
    drained.set(true);
    take.result();
    assertEquals(0, queue.size());
    tally.producer(SURVIVOR, log);
    tally.consumer(log, false);
    System.out.println(
        tally
            + "; the longest put of the survivor "
            + survivor.worstPutMillis()
            + " ms, its longest time without an item "
            + survivor.worstGapMillis()
            + " ms; "
            + (System.nanoTime() - start) / 1_000_000
            + " ms in all");
    tally.check();
    assertTrue(survivor.worstPutMillis() < MAX_STALL_MILLIS, "a put took too long");
    assertTrue(survivor.worstGapMillis() < MAX_STALL_MILLIS, "nothing came for too long");
    if (queue instanceof JoinableQueue<byte[]> joined) {
      assertTrue(joined.join(LONG));
    }
    // It is as good as new.
    byte[] last = CrashItem.of(1, 1);
    queue.put(last);
    assertArrayEquals(last, queue.get(LONG));
  }

  @ParameterizedTest(name = "maxsize {0}")
  @ValueSource(ints = {0, 1})
  @DisplayName("34: all others are suspended at random instants")
  void allOthersAreSuspended(int maxsize, Notes notes) throws Exception {
    Random random = random(100 + maxsize);
    Queue<byte[]> queue = Processing.queue(maxsize);
    List<Process> others = new ArrayList<>();
    List<CrashLog> logs = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      int name = i;
      String file = notes.path("log" + i).toString();
      logs.add(new CrashLog(Path.of(file), ROOM));
      Process other =
          Process.builder()
              .jvm(SMALL)
              .target(
                  () -> CrashWorker.runUntilKilled(queue, file, name, name % 2 == 0, name % 2 == 1))
              .build();
      other.start();
      others.add(other);
    }
    long[] pids = others.stream().mapToLong(Process::getPid).toArray();
    CrashTally tally = new CrashTally(false);
    CrashLog mine = new CrashLog(notes.path("survivor"), ROOM);
    long worst = 0;
    try (Signaller signaller = new Signaller()) {
      for (int round = 1; round <= 100; round++) {
        long before = logs.stream().mapToLong(log -> log.put() + log.taken()).sum();
        Eventually.become(
            "work", () -> logs.stream().mapToLong(log -> log.put() + log.taken()).sum() > before);
        LockSupport.parkNanos(random.nextInt(4_000_000));
        signaller.suspend(pids);
        long start = System.nanoTime();
        if (maxsize > 0) {
          // Those who have to do with what is in the queue cannot take it now.
          drain(queue, mine);
        }
        byte[] item = CrashItem.of(SURVIVOR, round);
        mine.begin(round);
        queue.put(item, LONG);
        mine.put(round);
        int from = mine.taken();
        drain(queue, mine);
        assertTrue(hasTaken(mine, from, CrashItem.id(item)), "round " + round);
        worst = Math.max(worst, System.nanoTime() - start);
        signaller.send("CONT", pids);
      }
    }
    for (Process other : others) {
      other.kill();
      assertEquals(-9, Eventually.exitCode(other));
    }
    drain(queue, mine);
    tally.producer(SURVIVOR, mine);
    tally.consumer(mine, false);
    for (int i = 0; i < 4; i++) {
      tally.producer(i + 1, logs.get(i));
      tally.consumer(logs.get(i), i % 2 == 0);
    }
    System.out.println(tally + "; the longest round " + worst / 1_000_000 + " ms");
    tally.check();
    assertTrue(worst / 1_000_000 < MAX_STALL_MILLIS);
  }

  private static boolean hasTaken(CrashLog log, int from, long id) {
    for (int i = from; i < log.taken(); i++) {
      if (log.taken(i) == id) {
        return true;
      }
    }
    return false;
  }

  private static void drain(Queue<byte[]> queue, CrashLog log) {
    for (byte[] item = queue.poll(); item != null; item = queue.poll()) {
      if (!CrashItem.isWhole(item)) {
        log.damaged();
      }
      log.take(CrashItem.id(item));
    }
  }
}
