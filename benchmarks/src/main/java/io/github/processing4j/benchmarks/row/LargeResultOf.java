package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ways by which a large array comes to the loop. */
abstract class LargeResultOf extends LookOften implements Contender {
  private final String name;
  private final int bytes;
  private byte @Nullable [] arrived;

  private LargeResultOf(String name, int bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  static Contender workerInProcess(int bytes) {
    return new OfWorker("ours", bytes, n -> FrameWorker.inProcess(Targets::bytes, n));
  }

  static Contender workerOnThread(int bytes) {
    return new OfWorker(
        "FrameWorker.start()", bytes, n -> FrameWorker.start(() -> Targets.bytes(n)));
  }

  static Contender schedulerOnProcess(int bytes) {
    return new OfScheduler("ours", bytes, FrameScheduler.processes(1));
  }

  static Contender schedulerOnThread(int bytes) {
    return new OfScheduler("FrameScheduler.threads(1)", bytes, FrameScheduler.threads(1));
  }

  /** Hands the work off. */
  abstract void begin(int bytes);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final double once() {
    arrived = null;
    begin(bytes);
    double micros = worstMicros();
    byte[] result = arrived;
    if (result == null || result.length != bytes || result[bytes - 1] != 1) {
      throw new IllegalStateException("what arrived is not what was sent");
    }
    return micros;
  }

  final void arrived(byte @Nullable [] result) {
    arrived = result;
  }

  final boolean hasArrived() {
    return arrived != null;
  }

  private static final class OfWorker extends LargeResultOf {
    private final Function<Integer, FrameWorker<byte[]>> start;
    private @Nullable FrameWorker<byte[]> worker;

    OfWorker(String name, int bytes, Function<Integer, FrameWorker<byte[]>> start) {
      super(name, bytes);
      this.start = start;
    }

    @Override
    void begin(int bytes) {
      worker = start.apply(bytes);
    }

    @Override
    boolean look() {
      FrameWorker<byte[]> looked = worker;
      if (looked == null || looked.poll() == Status.PROCESSING) {
        return false;
      }
      if (looked.failure() != null) {
        throw new IllegalStateException(looked.toString(), looked.failure());
      }
      arrived(looked.result());
      return true;
    }
  }

  private static final class OfScheduler extends LargeResultOf {
    private final FrameScheduler scheduler;
    private @Nullable Throwable failure;

    OfScheduler(String name, int bytes, FrameScheduler scheduler) {
      super(name, bytes);
      this.scheduler = scheduler;
    }

    @Override
    void begin(int bytes) {
      scheduler.enqueue(
          FrameTask.builder(Targets::bytes, bytes)
              .onSuccess(this::arrived)
              .onException(thrown -> failure = thrown)
              .build());
    }

    @Override
    boolean look() {
      scheduler.frame();
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return hasArrived();
    }

    @Override
    public void close() {
      scheduler.close();
    }
  }
}
