package io.github.processing4j.functional;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Queue;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Puts into a queue, or takes from it, and notes what it does, until it is told to end or killed. */
final class CrashWorker {
  /** For how many items a process that will be killed has room in its log. */
  static final int ROOM = 1 << 17;

  /** An unbounded queue is not to grow without end. */
  private static final int ENOUGH = 2_000;

  private static final long WORK_NANOS = 300_000;

  private final Queue<byte[]> queue;
  private final CrashLog log;

  private volatile long worstPutNanos;
  private volatile long worstGapNanos;

  CrashWorker(Queue<byte[]> queue, CrashLog log) {
    this.queue = queue;
    this.log = log;
  }

  /** What a process does that is going to be killed. */
  static void runUntilKilled(
      Queue<byte[]> queue, String file, int producer, boolean puts, boolean takes)
      throws Exception {
    CrashWorker worker = new CrashWorker(queue, new CrashLog(Path.of(file), ROOM));
    BooleanSupplier never = () -> false;
    if (puts && takes) {
      Thread other = new Thread(() -> worker.take(never));
      other.setDaemon(true);
      other.start();
    }
    if (puts) {
      worker.put(producer, 0, never);
    } else {
      worker.take(never);
    }
  }

  void put(int producer, long pauseNanos, BooleanSupplier isOver) {
    try {
      for (long number = 1; !isOver.getAsBoolean(); number++) {
        byte[] item = CrashItem.of(producer, number);
        log.begin(number);
        long start = System.nanoTime();
        queue.put(item);
        worstPutNanos = Math.max(worstPutNanos, System.nanoTime() - start);
        log.put(number);
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
        } else if ((number & 31) == 0) {
          while (queue.size() > ENOUGH) {
            LockSupport.parkNanos(1_000_000);
          }
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void take(BooleanSupplier isOver) {
    JoinableQueue<byte[]> joinable = queue instanceof JoinableQueue<byte[]> known ? known : null;
    long last = System.nanoTime();
    try {
      while (!log.isFull()) {
        byte[] item = queue.poll(100, TimeUnit.MILLISECONDS);
        if (item == null) {
          if (isOver.getAsBoolean() && queue.isEmpty()) {
            return;
          }
          continue;
        }
        long now = System.nanoTime();
        worstGapNanos = Math.max(worstGapNanos, now - last);
        last = now;
        if (!CrashItem.isWhole(item)) {
          log.damaged();
        }
        log.take(CrashItem.id(item));
        if (joinable != null) {
          // Work, during which it is likely to be killed.
          LockSupport.parkNanos(WORK_NANOS);
          joinable.taskDone();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The longest that a put took. */
  long worstPutMillis() {
    return worstPutNanos / 1_000_000;
  }

  /** The longest that it had nothing, while somebody put all the time. */
  long worstGapMillis() {
    return worstGapNanos / 1_000_000;
  }
}
