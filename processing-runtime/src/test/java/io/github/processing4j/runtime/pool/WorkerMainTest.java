package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Target;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.queue.Call;
import io.github.processing4j.runtime.queue.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker does, on a thread of this JVM. */
@Timeout(120)
class WorkerMainTest {
  private static volatile boolean initialized;

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Call worker(@Nullable Target initializer, long memoryLimitBytes) {
    byte[] written =
        initializer == null
            ? new byte[0]
            : Objects.requireNonNull(FunctionForm.write(initializer, CallShape.TARGET).written());
    return Call.doing(
        () -> WorkerMain.run(bench.calls, bench.answers, Bench.WORKER, written, memoryLimitBytes));
  }

  private Item answer(byte form) throws InterruptedException {
    Item item = bench.answers.take(true);
    assertEquals(form, item.form);
    assertEquals(Bench.WORKER, Messages.number(item.bytes));
    return item;
  }

  private void send(Chunk chunk) {
    byte[] message = ChunkForm.message(chunk, true);
    bench.calls.put(Messages.CALLS, message, 0, message.length, List.of());
  }

  private void tell(byte form, byte[] message) {
    bench.calls.put(form, message, 0, message.length, List.of());
  }

  @Test
  void itRunsCallsUntilItIsToldToRetire() throws Exception {
    initialized = false;
    Call worker = worker(() -> initialized = true, 0);
    answer(Messages.READY);
    assertTrue(initialized);
    TaskFunction<Integer, Integer> function = n -> n + 1;
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1, 2);
    send(chunk);
    tell(Messages.FORGET, Messages.ofNumber(chunk.job.id));
    tell(Messages.RETIRE, new byte[0]);
    worker.result();
    List<@Nullable Answer> answers = bench.answers();
    assertEquals(2, answers.size());
    assertEquals(3, Bench.value(answers.get(1)));
    assertEquals(List.of(), bench.others);
  }

  @Test
  void anInterruptDoesNotEndIt() throws Exception {
    Call worker = worker(null, 0);
    answer(Messages.READY);
    worker.awaitBlocked().interrupt();
    TaskFunction<Integer, Boolean> function = n -> Thread.currentThread().isInterrupted();
    send(bench.chunk(function, CallShape.FUNCTION, 1));
    byte[] results = answer(Messages.RESULTS).bytes;
    assertEquals(false, Bench.value(ResultForm.answers(results, null, Bench.WHERE)[0]));
    tell(Messages.RETIRE, new byte[0]);
    worker.result();
  }

  @Test
  void anInitializerThatThrowsIsTold() throws Exception {
    Call worker =
        worker(
            () -> {
              throw new java.io.IOException("no such thing");
            },
            0);
    byte[] broken = answer(Messages.BROKEN).bytes;
    Throwable told = FailureForm.read(Messages.rest(broken));
    assertInstanceOf(java.io.IOException.class, told);
    assertEquals("no such thing", told.getMessage());
    worker.result();
  }

  @Test
  void oneThatHoldsTooMuchMemoryLeaves() throws Exception {
    Call worker = worker(null, 1);
    answer(Messages.READY);
    TaskFunction<Integer, Integer> function = n -> n;
    send(bench.chunk(function, CallShape.FUNCTION, 1));
    answer(Messages.RESULTS);
    byte[] leaving = answer(Messages.LEAVING).bytes;
    String reason = new String(Messages.rest(leaving), StandardCharsets.UTF_8);
    assertTrue(reason.contains("limit of 1"), reason);
    // What comes then is not run.
    send(bench.chunk(function, CallShape.FUNCTION, 2));
    tell(Messages.RETIRE, new byte[0]);
    worker.result();
    assertEquals(0, bench.answers().size());
  }

  @Test
  void residentMemoryIsReadWhereThePlatformTells() {
    assertEquals(
        1024L * 52340,
        MemoryGauge.parse(
            "Name:\tjava\nVmHWM:\t   60000 kB\nVmRSS:\t   52340 kB\nRssAnon:\t1 kB\n"));
    assertEquals(0, MemoryGauge.parse("Name:\tjava\n"));
    assertEquals(0, MemoryGauge.parse("\nVmRSS:\t many kB\n"));
    assertNotNull(new MemoryGauge(1).tooMuch());
    assertEquals(null, new MemoryGauge(Long.MAX_VALUE).tooMuch());
    assertEquals(null, new MemoryGauge(0).tooMuch());
  }
}
