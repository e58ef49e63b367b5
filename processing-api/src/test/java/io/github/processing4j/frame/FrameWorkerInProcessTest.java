package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameWorkerInProcessTest {
  private static final long LEAST_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private FakeEngine engine;

  @BeforeEach
  void open() throws Exception {
    engine = new FakeEngine();
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
  }

  @Test
  void sendsEveryShapeOfTask() throws Exception {
    FrameWorker.inProcess(() -> "task");
    assertEquals("task", ((Task<?>) engine.work.task()).call());
    FrameWorker.inProcess(progress -> "told");
    assertEquals("told", ((ProgressTask<?>) engine.work.task()).run(new ProgressCell()));
    FrameWorker<Integer> length = FrameWorker.inProcess(String::length, "four");
    assertInstanceOf(TaskFunction.class, engine.work.task());
    assertEquals("four", engine.work.argument());
    assertSame(Status.PROCESSING, length.poll());
    FrameWorker<String> shout = FrameWorker.inProcess((word, progress) -> word + "!", "four");
    assertInstanceOf(ProgressFunction.class, engine.work.task());
    assertSame(Status.PROCESSING, shout.poll());
  }

  @Test
  void runsInADaemonicProcessWithTheOptionsGiven() {
    JvmOptions jvm = JvmOptions.builder().heap("64m").build();
    FrameWorker<String> worker =
        FrameWorker.builder(() -> "task").name("stylise").jvm(jvm).context(engine).startInProcess();
    assertTrue(engine.spec.daemon());
    assertEquals("stylise", engine.spec.name());
    assertSame(jvm, engine.spec.jvm());
    assertEquals("<FrameWorker(stylise, Processing)>", worker.toString());
  }

  @Test
  void tellsProgressThenTheResult() {
    StatusQueue queue = new StatusQueue();
    FrameWorker<String> worker =
        FrameWorker.builder(() -> "task").statusQueue(queue).startInProcess();
    assertSame(Status.PROCESSING, queue.poll());
    engine.work.listener().progressed(0.5, "half", "image");
    assertEquals(new ProgressSnapshot(0.5, "half", "image"), worker.progress());
    assertSame(Status.PROCESSING, worker.poll());
    engine.work.listener().succeeded("result");
    assertSame(Status.READY, worker.poll());
    assertEquals("result", worker.result());
    assertSame(Status.READY, queue.poll());
  }

  @Test
  void aProcessThatDiesIsAFailure() {
    FrameWorker<String> worker = FrameWorker.inProcess(() -> "task");
    ProcessDiedException died = new ProcessDiedException("killed", 42L, -9, "");
    engine.work.listener().failed(died);
    assertSame(Status.FAILED, worker.poll());
    assertSame(died, worker.failure());
  }

  @Test
  void aTaskThatCannotBeSentIsThrownAtOnce() {
    StatusQueue queue = new StatusQueue();
    engine.refusal = new NotSendableException("cannot be sent", "captured argument 1", "X", null);
    NotSendableException e =
        assertThrows(
            NotSendableException.class,
            () -> FrameWorker.builder(() -> "task").statusQueue(queue).startInProcess());
    assertSame(engine.refusal, e);
    assertSame(Status.PROCESSING, queue.poll());
    assertSame(Status.FAILED, queue.poll());
  }

  @Test
  void aLaunchThatTheMachineRefusesIsAFailure() {
    engine.refusal = new ProcessStartException("no memory", null, null, List.of(), "", null);
    FrameWorker<String> worker = FrameWorker.inProcess(() -> "task");
    assertSame(Status.FAILED, worker.poll());
    assertSame(engine.refusal, worker.failure());
  }

  @Test
  void cancelStopsThenKillsAndTheStatusIsThereAtOnce() throws Exception {
    long graceNanos = cancelled();
    // A stall before the stop takes from the grace, but not each time.
    for (int i = 1; i < 5 && graceNanos <= LEAST_GRACE_NANOS; i++) {
      engine.close();
      engine = new FakeEngine();
      graceNanos = cancelled();
    }
    assertTrue(graceNanos > LEAST_GRACE_NANOS, graceNanos + " ns");
  }

  /** What passed from stop to kill. */
  private long cancelled() throws Exception {
    FrameWorker<String> worker = FrameWorker.inProcess(() -> "task");
    assertTrue(worker.cancel());
    assertSame(Status.CANCELLED, worker.poll());
    assertInstanceOf(CancellationException.class, worker.failure());
    engine.stopped.await();
    engine.killed.await();
    engine.work.listener().failed(new ProcessDiedException("killed", 42L, -9, ""));
    assertSame(Status.CANCELLED, worker.poll());
    assertNull(worker.result());
    return engine.killedNanos - engine.stoppedNanos;
  }
}
