package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.proof.Garbage.Told;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The job beside one slice, where its mode has one. */
final class Job implements AutoCloseable {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long LOOK_MILLIS = 5;

  private final @Nullable FrameWorker<Long> worker;
  private final Set<ProcessHandle> processes;

  private Job(@Nullable FrameWorker<Long> worker, Set<ProcessHandle> processes) {
    this.worker = worker;
    this.processes = processes;
  }

  /** Starts it, and returns when it is at work. */
  static Job start(Mode mode) throws InterruptedException, IOException {
    if (mode == Mode.IDLE) {
      return new Job(null, Set.of());
    }
    FrameWorker.Builder<Long> builder = FrameWorker.builder(Garbage::make).name("garbage");
    if (!mode.isProcess()) {
      Job job = new Job(builder.start(), Set.of());
      job.awaitTold();
      return job;
    }
    Set<ProcessHandle> before = children();
    FrameWorker<Long> worker =
        builder.jvm(mode.jvm()).context(Processing.getContext("spawn")).startInProcess();
    Set<ProcessHandle> started = children();
    started.removeAll(before);
    Job job = new Job(worker, started);
    job.awaitTold();
    for (ProcessHandle process : started) {
      mode.tuning().applyTo(process.pid());
    }
    return job;
  }

  /** For the loop to look at; null where there is no job. */
  @Nullable FrameWorker<?> worker() {
    return worker;
  }

  /** What it told last; null where there is none. */
  @Nullable Told told() {
    return worker != null && worker.progress().payload() instanceof Told told ? told : null;
  }

  /** Ends it, and waits until nothing of it runs. */
  @Override
  public void close() throws InterruptedException {
    if (worker == null) {
      return;
    }
    worker.cancel();
    long start = System.nanoTime();
    while (Garbage.isRunningHere() || processes.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("a minute after it was cancelled there is still " + worker);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void awaitTold() throws InterruptedException {
    long start = System.nanoTime();
    while (told() == null) {
      if (worker == null || worker.poll() != Status.PROCESSING) {
        throw new IllegalStateException("the job ended", worker == null ? null : worker.failure());
      }
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("the job did not begin within a minute");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static Set<ProcessHandle> children() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      return all.collect(Collectors.toSet());
    }
  }
}
