package io.github.processing4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.processing4j.benchmarks.PackagedJar.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar as its users do. Looks at what is in the table, never at how fast it was. */
@Timeout(240)
class SideBySideIT {
  private static final List<String> LINES =
      List.of(
          "start-join: bare java",
          "start-join: CPython spawn, minimal main",
          "start-join: CPython spawn, script main",
          "first-statement: bare java",
          "first-statement: CPython spawn, minimal main",
          "first-statement: CPython spawn, script main",
          "idle-memory: bare java",
          "idle-memory: CPython spawn, minimal main",
          "parent-cost: ProcessBuilder",
          "parent-cost: ProcessBuilder",
          "parent-cost: ProcessBuilder",
          "parent-cost: ProcessBuilder",
          "parent-cost: ProcessBuilder",
          "standby-first-statement: CPython fork, start and join",
          "standby-first-statement: alone",
          "standby-first-statement: CPython fork",
          "standby-first-statement: CPython forkserver",
          "standby-start-join: CPython fork",
          "standby-start-join: CPython fork, stretch goal",
          "standby-start-join: CPython forkserver",
          "standby-start-join: our spawn",
          "standby-burst: our spawn",
          "standby-burst: CPython fork",
          "standby-burst: CPython forkserver",
          "standby-idle: bare java",
          "standby-idle: bare java",
          "standby-idle: bare java",
          "handoff: FrameWorker.start()",
          "handoff: FrameWorker.start()",
          "frame-loop: Future.isDone()",
          "frame-loop: alone",
          "frame-loop: ConcurrentLinkedQueue.poll()",
          "frame-loop: alone",
          "frame-loop: alone",
          "frame-loop: alone",
          "frame-loop: alone",
          "frame-loop: alone",
          "large-result: FrameWorker.start()",
          "large-result: FrameWorker.start()",
          "large-result: FrameScheduler.threads(1)",
          "large-result: FrameScheduler.threads(1)",
          "large-result: alone",
          "large-result: alone",
          "udp: non-blocking receive()",
          "udp: alone",
          "udp: non-blocking receive()",
          "udp: alone",
          "queue-throughput: CPython Queue",
          "queue-throughput: CPython Queue, goal",
          "queue-throughput: CPython SimpleQueue",
          "queue-throughput: ArrayBlockingQueue, two threads",
          "queue-throughput: ours, at most 1024",
          "queue-throughput: CPython Queue",
          "queue-throughput-2x2: ours, 1 and 1",
          "queue-throughput-2x2: CPython Queue",
          "queue-round-trip: CPython Queue",
          "queue-round-trip: CPython Queue, goal",
          "queue-round-trip: CPython SimpleQueue",
          "queue-wake-up: CPython Queue",
          "blocked-reader: bare java",
          "blocked-reader: alone",
          "blocked-reader: CPython Queue",
          "first-queue: ours, without a queue",
          "first-queue: alone",
          "first-queue: ours, without a queue",
          "first-queue: CPython spawn, with a queue",
          "first-queue: alone",
          "pipe-round-trip: CPython Pipe",
          "pipe-bulk: CPython Pipe",
          "pipe-bulk: memory copy",
          "shared-memory: CPython SharedMemory",
          "shared-memory: memory copy",
          "shared-memory: CPython SharedMemory",
          "shared-memory: memory copy",
          "lock-free: CPython Lock",
          "lock-free: CPython RLock",
          "lock-free: CPython Semaphore",
          "lock-contended: CPython Lock",
          "value-increment: CPython Value, locked",
          "value-increment: CPython Value, locked",
          "value-increment: AtomicInteger, one thread",
          "value-increment: alone",
          "event-wake-up: CPython Event",
          "pool-map: CPython Pool",
          "pool-map: CPython Pool, goal",
          "pool-map: CPython ProcessPoolExecutor",
          "pool-map: CPython Pool",
          "pool-map: CPython ProcessPoolExecutor",
          "pool-apply: CPython Pool",
          "pool-apply: CPython ProcessPoolExecutor",
          "pool-start: CPython Pool",
          "pool-start: CPython ProcessPoolExecutor",
          "pool-start: CPython Pool",
          "pool-start: CPython Pool, goal",
          "pool-start: CPython ProcessPoolExecutor");

  @TempDir private Path directory;
  private PackagedJar jar;

  @BeforeEach
  void setUp() {
    jar = new PackagedJar(directory);
  }

  @Test
  void oneCommandPrintsAllRows() throws Exception {
    Path json = directory.resolve("all.json");
    Ran ran = jar.run(List.of("--quick", "--reps", "2", "--json", json.toString()));
    assertEquals(0, ran.exitCode(), ran.errors());

    JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    List<String> lines = new ArrayList<>();
    for (JsonElement each : report.getAsJsonArray("lines")) {
      JsonObject line = each.getAsJsonObject();
      assertTrue(ran.output().contains("| " + line.get("what").getAsString()), ran.output());
      lines.add(
          line.get("row").getAsString()
              + ": "
              + (line.has("peer") ? line.get("peer").getAsString() : "alone"));
    }
    if (Files.exists(Path.of("/proc/self/smaps_rollup"))) {
      assertEquals(LINES, lines);
    }
    for (JsonElement note : report.getAsJsonArray("notes")) {
      assertTrue(ran.output().contains(note.getAsString()), ran.output());
    }
    for (String where : List.of("JDK: ", "OS: ", "CPU: ", "CPython: ")) {
      assertTrue(ran.output().contains(where), ran.output());
    }
  }

  @Test
  void aPeerThatIsNotInstalledIsNamed() throws Exception {
    Ran ran =
        jar.run(List.of("--quick", "--reps", "1", "--only", "start-join"), directory.toString());
    assertEquals(0, ran.exitCode(), ran.errors());
    assertTrue(ran.output().contains("CPython: missing"), ran.output());
    assertTrue(ran.output().contains("| no CPython 3 on the PATH"), ran.output());
    assertTrue(ran.output().contains("| bare java"), ran.output());
  }

  @Test
  void sparesAreMeasuredWithoutCPythonToo() throws Exception {
    Ran ran =
        jar.run(List.of("--quick", "--reps", "1", "--only", "standby-burst"), directory.toString());
    assertEquals(0, ran.exitCode(), ran.errors());
    assertTrue(ran.output().contains("| our spawn"), ran.output());
    assertTrue(ran.output().contains("| no CPython 3 on the PATH"), ran.output());
  }

  @Test
  void aRowThatIsNotThereIsRefused() throws Exception {
    Ran ran = jar.run(List.of("--only", "start-jion"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.errors().contains("start-join, first-statement"), ran.errors());
  }
}
