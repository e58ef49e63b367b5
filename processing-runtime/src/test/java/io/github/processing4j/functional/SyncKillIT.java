package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Lock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes that use all kinds of synchronisation at full speed are killed at random instants. {@code
 * -Dtest.kills=1000} kills so many; the seed is printed.
 */
@Functional
@SuppressWarnings("WaitNotInLoop") // What the others do does not matter to one that waits.
class SyncKillIT {
  private static final int KILLS = Integer.getInteger("test.kills", 40);
  private static final int AT_A_TIME = 3;
  private static final int PERMITS = 2;

  /** What the processes share, and what each of them does until it is killed. */
  private record Scene(
      Lock lock, Condition condition, BoundedSemaphore semaphore, Barrier barrier, Notes notes)
      implements Serializable {
    private static final int TURNS_AT = 0;
    private static final int FIRST_AT = 8;
    private static final int SECOND_AT = 16;
    private static final int TORN_AT = 24;

    ByteBuffer cells() throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(notes.path("cells").toFile(), "rw")) {
        return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 64);
      }
    }

    void act() throws Exception {
      ByteBuffer cells = cells();
      Thread permits = new Thread(this::useSemaphore);
      permits.start();
      Thread meets = new Thread(this::useBarrier);
      meets.start();
      while (true) {
        turn(cells);
      }
    }

    /** Counts twice; only who dies in between may leave the two different. */
    void turn(ByteBuffer cells) throws InterruptedException {
      lock.lock();
      try {
        long first = repaired(cells);
        cells.putLong(FIRST_AT, first + 1);
        cells.putLong(TURNS_AT, cells.getLong(TURNS_AT) + 1);
        cells.putLong(SECOND_AT, first + 1);
        condition.signal();
        if (first % 16 == 0) {
          if (condition.await(1, TimeUnit.MILLISECONDS)) {
            condition.signal();
          }
          repaired(cells);
        }
      } finally {
        lock.unlock();
      }
    }

    private long repaired(ByteBuffer cells) {
      long first = cells.getLong(FIRST_AT);
      if (first != cells.getLong(SECOND_AT)) {
        cells.putLong(lock.recovered() ? SECOND_AT : TORN_AT, first);
      }
      return first;
    }

    private void useSemaphore() {
      try {
        while (true) {
          semaphore.acquire(1);
          semaphore.release();
          semaphore.acquire(PERMITS);
          semaphore.release(PERMITS);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void useBarrier() {
      while (true) {
        try {
          barrier.await(20, TimeUnit.MILLISECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
          barrier.reset();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static long turns(ByteBuffer cells) {
    return cells.getLong(Scene.TURNS_AT);
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  @DisplayName("processes killed at random instants: all that they shared goes on")
  void killedAtRandomInstants(Notes notes) throws Exception {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("-Dtest.seed=" + seed);
    Random random = new Random(seed);
    Lock lock = Processing.lock();
    Scene scene =
        new Scene(
            lock,
            lock.newCondition(),
            Processing.boundedSemaphore(PERMITS),
            Processing.barrier(2),
            notes);
    ByteBuffer cells = scene.cells();
    ArrayDeque<Process> children = new ArrayDeque<>();
    for (int kill = 0; kill < KILLS; kill++) {
      while (children.size() < AT_A_TIME) {
        children.add(started(scene::act));
      }
      long before = turns(cells);
      // Whoever was killed last: the others go on, or those that come.
      Eventually.within(
          Duration.ofSeconds(20), "turns after kill " + kill, () -> turns(cells) > before + 10);
      Process next = children.remove();
      Thread.sleep(random.nextInt(8), random.nextInt(1_000_000));
      next.kill();
      ends(-9, "stopped[SIGKILL]", next);
    }
    children.forEach(Process::kill);
    children.forEach(child -> ends(-9, "stopped[SIGKILL]", child));
    assertEquals(0, cells.getLong(Scene.TORN_AT), "torn without a word");

    assertTrue(lock.acquire(true, Eventually.LONG));
    lock.release();
    assertTrue(scene.semaphore.acquire(true, Eventually.LONG));
    assertTrue(scene.semaphore.acquire(true, Eventually.LONG));
    assertFalse(scene.semaphore.tryAcquire());
    scene.semaphore.release(PERMITS);
    scene.barrier.reset();
    Thread party =
        new Thread(
            () -> {
              try {
                scene.barrier.await();
              } catch (InterruptedException | BrokenBarrierException e) {
                throw new AssertionError(e);
              }
            });
    party.start();
    scene.barrier.await(40, TimeUnit.SECONDS);
    party.join();
    Thread waiter =
        new Thread(
            () -> {
              lock.lock();
              try {
                scene.condition.awaitUninterruptibly();
              } finally {
                lock.unlock();
              }
            });
    waiter.start();
    Eventually.become("wait", () -> waiter.getState() == Thread.State.TIMED_WAITING);
    lock.lock();
    try {
      scene.condition.signal();
    } finally {
      lock.unlock();
    }
    waiter.join(Eventually.LONG.toMillis());
    assertFalse(waiter.isAlive());
  }
}
