package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Synchronisation between real JVMs, some of which are stopped, suspended or killed. */
@Functional
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // Single calls are what is tested.
class SyncIT {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long LONG_MILLIS = Eventually.LONG.toMillis();

  private static void kill(Process process) {
    process.kill();
    ends(-9, "stopped[SIGKILL]", process);
  }

  @Test
  @DisplayName("36, 38: what a child holds, others do not get; what it releases, they do")
  void heldByAChild() throws Exception {
    Lock lock = Processing.lock();
    RLock reentrant = Processing.rlock();
    BoundedSemaphore semaphore = Processing.boundedSemaphore(2);
    Event held = Processing.event();
    Event release = Processing.event();
    Process p =
        started(
            () -> {
              lock.acquire();
              reentrant.acquire();
              reentrant.acquire();
              semaphore.acquire(2);
              held.set();
              release.await();
              reentrant.release();
              if (reentrant.getHoldCount() != 1) {
                throw new AssertionError("held " + reentrant.getHoldCount());
              }
              reentrant.release();
              semaphore.release(2);
              lock.release();
            });
    held.await();
    assertFalse(lock.acquire(false));
    assertFalse(reentrant.tryLock());
    assertFalse(semaphore.acquire(false));
    assertTrue(lock.isLocked());
    assertFalse(lock.isHeldByCurrentThread());
    assertThrows(IllegalMonitorStateException.class, lock::release);
    release.set();
    lock.acquire();
    assertFalse(lock.recovered());
    ends(0, "stopped", p);
    assertTrue(reentrant.tryLock());
    assertEquals(2, semaphore.availablePermits());
    assertThrows(IllegalStateException.class, semaphore::release);
  }

  @Test
  @DisplayName("37, 38: holder SIGKILLed: another acquires within a second, and can tell")
  void holderIsKilled() throws Exception {
    Lock lock = Processing.lock();
    Lock polled = Processing.lock();
    RLock reentrant = Processing.rlock();
    Semaphore semaphore = Processing.semaphore(3);
    Condition condition = polled.newCondition();
    Event held = Processing.event();
    Process p =
        started(
            () -> {
              lock.acquire();
              condition.acquire();
              reentrant.acquire();
              reentrant.acquire();
              semaphore.acquire(2);
              semaphore.acquire(1);
              held.set();
              Processing.sleep(Duration.ofHours(1));
            });
    held.await();
    kill(p);
    Duration second = Eventually.promised(SECOND);
    assertTrue(lock.acquire(true, second));
    assertTrue(lock.recovered());
    lock.release();
    assertTrue(lock.acquire(false));
    assertFalse(lock.recovered());
    assertTrue(reentrant.tryLock(second.toMillis(), TimeUnit.MILLISECONDS));
    assertTrue(reentrant.recovered());
    assertEquals(1, reentrant.getHoldCount());
    Eventually.within(SECOND, "lock by asking alone", polled::tryLock);
    assertTrue(condition.lock().recovered());
    Eventually.within(SECOND, "permits by asking alone", semaphore::tryAcquire);
    semaphore.acquire(2);
    assertEquals(0, semaphore.availablePermits());
    semaphore.release(3);
  }

  @Test
  @DisplayName("37: a suspended holder is alive: others run out of time, nothing is recovered")
  void holderIsSuspended() throws Exception {
    Lock lock = Processing.lock();
    Semaphore semaphore = Processing.semaphore(1);
    Barrier barrier = Processing.barrier(2);
    Event held = Processing.event();
    Process p =
        started(
            () -> {
              lock.acquire();
              semaphore.acquire();
              held.set();
              barrier.await();
              if (!lock.isHeldByCurrentThread()) {
                throw new AssertionError("lost the lock");
              }
              lock.release();
              semaphore.release();
            });
    held.await();
    Eventually.become("party", () -> barrier.getNumberWaiting() == 1);
    Shell.kill("STOP", p.getPid());
    Eventually.become("suspension", () -> Eventually.isSuspended(p.getPid()));
    assertFalse(lock.acquire(true, Duration.ofMillis(300)));
    assertFalse(semaphore.acquire(true, Duration.ofMillis(150)));
    assertFalse(lock.tryLock());
    assertFalse(semaphore.tryAcquire());
    // It has come, and counts.
    assertEquals(0, barrier.await(Eventually.LONG));
    Shell.kill("CONT", p.getPid());
    lock.acquire();
    assertFalse(lock.recovered());
    semaphore.acquire();
    ends(0, "stopped", p);
  }

  @Test
  @DisplayName("stop() ends any wait, and leaves the object usable")
  void stopEndsAnyWait() throws Exception {
    Lock lock = Processing.lock();
    Semaphore semaphore = Processing.semaphore(0);
    Condition condition = Processing.condition();
    Event event = Processing.event();
    Barrier barrier = Processing.barrier(2);
    Semaphore caught = Processing.semaphore(0);
    lock.acquire();
    Process p =
        started(
            () -> {
              try {
                lock.lock();
              } catch (ProcessExit e) {
                caught.release();
              }
              try {
                semaphore.acquire();
              } catch (ProcessExit e) {
                caught.release();
              }
              try {
                event.await();
              } catch (ProcessExit e) {
                caught.release();
              }
              condition.acquire();
              condition.acquire();
              caught.release();
              try {
                condition.awaitUninterruptibly();
              } catch (ProcessExit e) {
                condition.release();
                condition.release();
                caught.release();
              }
              try {
                barrier.await();
              } catch (ProcessExit e) {
                caught.release();
              }
              lock.lock();
              lock.unlock();
            });
    for (int i = 0; i < 5; i++) {
      if (i == 3) {
        caught.acquire();
      } else if (i == 4) {
        Eventually.become("party", () -> barrier.getNumberWaiting() == 1);
      }
      p.stop();
      assertTrue(caught.tryAcquire(40, TimeUnit.SECONDS), p::toString);
    }
    assertTrue(barrier.isBroken());
    lock.release();
    ends(0, "stopped", p);
    assertTrue(lock.acquire(false));
    assertFalse(lock.recovered());
    assertTrue(condition.acquire(false));
    semaphore.release();
    assertTrue(semaphore.tryAcquire());
  }

  @Test
  @DisplayName("41: an event wakes all who wait in all processes, once it is set")
  void eventWakesAll() throws Exception {
    Event event = Processing.event();
    Semaphore ready = Processing.semaphore(0);
    Semaphore woken = Processing.semaphore(0);
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      children.add(
          started(
              () -> {
                Thread other =
                    new Thread(
                        () -> {
                          try {
                            ready.release();
                            event.await();
                            woken.release();
                          } catch (InterruptedException e) {
                            throw new AssertionError(e);
                          }
                        });
                other.start();
                ready.release();
                event.await();
                woken.release();
                other.join();
              }));
    }
    ready.acquire(6);
    assertFalse(event.await(Duration.ofMillis(150)));
    assertEquals(0, woken.availablePermits());
    event.set();
    assertTrue(woken.tryAcquire(1, TimeUnit.MINUTES));
    woken.acquire(5);
    children.forEach(child -> ends(0, "stopped", child));
    assertEquals(0, woken.availablePermits());
  }

  @Test
  @DisplayName("39: a condition travels with its lock; its signals reach other processes")
  void conditionBetweenProcesses() throws Exception {
    Condition there = Processing.condition();
    Condition back = there.lock().newCondition();
    Semaphore turn = Processing.semaphore(0);
    Process p =
        started(
            () -> {
              there.acquire();
              for (int i = 0; i < 1_000; i++) {
                there.waitFor(() -> turn.availablePermits() == 1);
                turn.acquire();
                back.signal();
              }
              there.release();
            });
    back.acquire();
    for (int i = 0; i < 1_000; i++) {
      turn.release();
      there.signalAll();
      assertTrue(back.waitFor(() -> turn.availablePermits() == 0, Duration.ofSeconds(40)));
    }
    long start = System.nanoTime();
    assertFalse(back.waitFor(() -> false, Duration.ofMillis(150)));
    assertTrue(System.nanoTime() - start >= 150_000_000);
    back.release();
    ends(0, "stopped", p);
  }

  @Test
  @DisplayName("39: a signal to a waiter that is killed goes to the next")
  void signalledWaiterIsKilled() throws Exception {
    Condition condition = Processing.condition();
    Event waiting = Processing.event();
    Process first =
        started(
            () -> {
              condition.acquire();
              waiting.set();
              condition.await();
              condition.release();
            });
    waiting.await();
    // From when it has given the lock up, it waits.
    condition.acquire();
    condition.release();
    CompletableFuture<Boolean> second = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              condition.acquire();
              try {
                second.complete(condition.await(Duration.ofSeconds(40)));
              } catch (InterruptedException e) {
                second.completeExceptionally(e);
              } finally {
                condition.release();
              }
            });
    thread.start();
    Eventually.become("wait", () -> thread.getState() == Thread.State.TIMED_WAITING);
    condition.acquire();
    condition.signal();
    kill(first);
    condition.release();
    assertTrue(second.get(LONG_MILLIS, TimeUnit.MILLISECONDS));
    // One that was dead before is skipped.
    waiting.clear();
    Process third =
        started(
            () -> {
              condition.acquire();
              waiting.set();
              condition.await();
            });
    waiting.await();
    kill(third);
    condition.acquire();
    condition.signal();
    assertFalse(condition.await(Duration.ZERO));
    condition.release();
  }

  @Test
  @DisplayName("40: a party that is killed while it waits breaks the barrier; reset repairs it")
  void partyIsKilled() throws Exception {
    Barrier barrier = Processing.barrier(3);
    Process waits = started(barrier::await);
    CompletableFuture<Throwable> other = new CompletableFuture<>();
    new Thread(() -> other.complete(assertThrows(Exception.class, barrier::await))).start();
    Eventually.become("parties", () -> barrier.getNumberWaiting() == 2);
    kill(waits);
    assertEquals(
        BrokenBarrierException.class, other.get(LONG_MILLIS, TimeUnit.MILLISECONDS).getClass());
    assertTrue(barrier.isBroken());
    assertThrows(BrokenBarrierException.class, barrier::await);
    barrier.reset();
    Semaphore indexes = Processing.semaphore(0);
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      children.add(
          started(
              () -> {
                for (int turn = 0; turn < 200; turn++) {
                  if (barrier.await() == 0) {
                    indexes.release();
                  }
                }
              }));
    }
    int mine = 0;
    for (int turn = 0; turn < 200; turn++) {
      if (barrier.await() == 0) {
        mine++;
      }
    }
    children.forEach(child -> ends(0, "stopped", child));
    assertEquals(200, mine + indexes.availablePermits());
  }

  @Test
  @DisplayName("the last party to come finds that another has died")
  void partyIsDeadWhenTheLastComes() throws Exception {
    Barrier barrier = Processing.barrier(2);
    Process waits = started(barrier::await);
    Eventually.become("party", () -> barrier.getNumberWaiting() == 1);
    kill(waits);
    assertThrows(BrokenBarrierException.class, barrier::await);
  }
}
