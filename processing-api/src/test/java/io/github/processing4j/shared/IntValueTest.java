package io.github.processing4j.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.sync.RLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the interface does by itself. */
class IntValueTest {
  private final Heap value = new Heap(5);

  @Test
  void sumsAreToldAfterAndBefore() {
    assertEquals(6, value.incrementAndGet());
    assertEquals(6, value.getAndIncrement());
    assertEquals(6, value.decrementAndGet());
    assertEquals(16, value.addAndGet(10));
    assertEquals(16, value.get());
  }

  @Test
  void sumsWrapAround() {
    value.set(Integer.MAX_VALUE);
    assertEquals(Integer.MIN_VALUE, value.incrementAndGet());
    assertEquals(Integer.MAX_VALUE, value.decrementAndGet());
  }

  @Test
  void theLockIsHeldDuringAChange() {
    int next =
        value.withLock(
            n -> {
              assertTrue(value.lock.isHeldByCurrentThread());
              return n * 2;
            });
    assertEquals(10, next);
    assertEquals(10, value.get());
    assertFalse(value.lock.isLocked());
  }

  @Test
  void theLockIsHeldDuringAnAction() {
    value.withLock(() -> value.set(value.lock.getHoldCount()));
    assertEquals(1, value.get());
    assertEquals("held", value.withLock(() -> value.lock.isLocked() ? "held" : "free"));
    assertFalse(value.lock.isLocked());
  }

  @Test
  void theLockIsReleasedAndTheValueKeptWhenTheChangeThrows() {
    IllegalStateException thrown = new IllegalStateException();
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                value.withLock(
                    n -> {
                      throw thrown;
                    })));
    assertEquals(5, value.get());
    assertFalse(value.lock.isLocked());
  }

  @Test
  void pythonsNamesOfTheLockAreJavas() {
    HeapLock lock = value.lock;
    lock.acquire();
    assertTrue(lock.acquire(false));
    lock.release();
    lock.release();
    assertThrows(IllegalMonitorStateException.class, lock::release);
  }

  private static final class Heap implements IntValue {
    private static final long serialVersionUID = 1;

    final HeapLock lock = new HeapLock();
    private final AtomicInteger cell;

    Heap(int initial) {
      cell = new AtomicInteger(initial);
    }

    @Override
    public RLock lock() {
      return lock;
    }

    @Override
    public int get() {
      return cell.get();
    }

    @Override
    public void set(int value) {
      cell.set(value);
    }

    @Override
    public int getAndSet(int value) {
      return cell.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(int expected, int update) {
      return cell.compareAndSet(expected, update);
    }

    @Override
    public int getAndAdd(int delta) {
      return cell.getAndAdd(delta);
    }

    @Override
    public void close() {}
  }
}
