package io.github.processing4j.runtime.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Processing;
import io.github.processing4j.shared.BooleanValue;
import io.github.processing4j.shared.ByteValue;
import io.github.processing4j.shared.CharValue;
import io.github.processing4j.shared.DoubleValue;
import io.github.processing4j.shared.FloatValue;
import io.github.processing4j.shared.IntValue;
import io.github.processing4j.shared.LongValue;
import io.github.processing4j.shared.ShortValue;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void intIsAtomic() {
    try (IntValue value = Processing.value(7)) {
      assertEquals(7, value.getAndSet(Integer.MAX_VALUE));
      assertEquals(Integer.MIN_VALUE, value.incrementAndGet());
      assertFalse(value.compareAndSet(1, 2));
      assertTrue(value.compareAndSet(Integer.MIN_VALUE, 2));
      assertEquals(2, value.getAndAdd(-5));
      assertEquals(-3, value.get());
      value.set(-1);
      assertEquals(0, value.incrementAndGet());
    }
  }

  @Test
  void longIsAtomic() {
    try (LongValue value = Processing.value(1L << 40)) {
      assertEquals(1L << 40, value.getAndSet(Long.MAX_VALUE));
      assertEquals(Long.MIN_VALUE, value.incrementAndGet());
      assertFalse(value.compareAndSet(0, 2));
      assertTrue(value.compareAndSet(Long.MIN_VALUE, 2));
      assertEquals(2, value.getAndAdd(-5));
      assertEquals(-3, value.get());
      value.set(-1);
      assertEquals(-2, value.decrementAndGet());
    }
  }

  @Test
  void doubleIsComparedByItsBits() {
    try (DoubleValue value = Processing.value(-0.0)) {
      assertFalse(value.compareAndSet(0.0, 1));
      assertTrue(value.compareAndSet(-0.0, Double.NaN));
      assertTrue(value.compareAndSet(Double.NaN, 2.5));
      assertEquals(2.5, value.getAndSet(Math.PI));
      assertEquals(Math.PI, value.get());
      value.set(Double.MIN_VALUE);
      assertEquals(Double.MIN_VALUE, value.get());
    }
  }

  @Test
  void floatIsComparedByItsBits() {
    try (FloatValue value = Processing.value(-0.0f)) {
      assertFalse(value.compareAndSet(0.0f, 1));
      assertTrue(value.compareAndSet(-0.0f, Float.NaN));
      assertTrue(value.compareAndSet(Float.NaN, 2.5f));
      assertEquals(2.5f, value.getAndSet(-1f));
      assertEquals(-1f, value.get());
      value.set(Float.MIN_VALUE);
      assertEquals(Float.MIN_VALUE, value.get());
    }
  }

  @Test
  void narrowValuesKeepTheirSigns() {
    try (ByteValue b = Processing.value((byte) -1);
        ShortValue s = Processing.value((short) -2);
        CharValue c = Processing.value('\uffff')) {
      assertEquals(-1, b.get());
      assertTrue(b.compareAndSet((byte) -1, Byte.MIN_VALUE));
      assertFalse(b.compareAndSet((byte) -1, (byte) 0));
      assertEquals(Byte.MIN_VALUE, b.getAndSet((byte) 5));
      b.set((byte) -6);
      assertEquals(-6, b.get());

      assertEquals(-2, s.get());
      assertTrue(s.compareAndSet((short) -2, Short.MIN_VALUE));
      assertFalse(s.compareAndSet((short) -2, (short) 0));
      assertEquals(Short.MIN_VALUE, s.getAndSet((short) 5));
      s.set((short) -6);
      assertEquals(-6, s.get());

      assertEquals('\uffff', c.get());
      assertTrue(c.compareAndSet('\uffff', 'x'));
      assertFalse(c.compareAndSet('\uffff', 'y'));
      assertEquals('x', c.getAndSet('\u8000'));
      assertEquals('\u8000', c.get());
      c.set('z');
      assertEquals('z', c.get());
    }
  }

  @Test
  void booleanIsAtomic() {
    try (BooleanValue value = Processing.value(true)) {
      assertTrue(value.get());
      assertFalse(value.compareAndSet(false, true));
      assertTrue(value.compareAndSet(true, false));
      assertFalse(value.getAndSet(true));
      value.set(false);
      assertFalse(value.get());
    }
  }

  @Test
  void threadsLoseNoIncrement() throws InterruptedException {
    try (IntValue atomic = Processing.value(0);
        LongValue locked = Processing.value(0L);
        DoubleValue swapped = Processing.value(0.0)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int n = 0; n < 5000; n++) {
                    atomic.incrementAndGet();
                    locked.withLock((long value) -> value + 1);
                    double before;
                    do {
                      before = swapped.get();
                    } while (!swapped.compareAndSet(before, before + 1));
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(20_000, atomic.get());
      assertEquals(20_000, locked.get());
      assertEquals(20_000.0, swapped.get());
    }
  }

  @Test
  void lockIsOneAndFreeAfterAFailure() {
    try (IntValue value = Processing.value(3)) {
      assertSame(value.lock(), value.lock());
      IllegalStateException thrown = new IllegalStateException("so");
      assertSame(
          thrown,
          assertThrows(
              IllegalStateException.class,
              () ->
                  value.withLock(
                      (int n) -> {
                        assertTrue(value.lock().isHeldByCurrentThread());
                        throw thrown;
                      })));
      assertFalse(value.lock().isLocked());
      assertEquals(3, value.get());
      assertEquals("3", value.withLock(() -> "" + value.get()));
    }
  }

  @Test
  void closedHandleFailsByName() {
    IntValue value = Processing.value(1);
    value.lock();
    value.close();
    value.close();
    ClosedHandleException e = assertThrows(ClosedHandleException.class, value::get);
    assertTrue(e.getMessage().contains("IntValue"), e.getMessage());
    assertThrows(ClosedHandleException.class, () -> value.set(1));
    assertThrows(ClosedHandleException.class, value::incrementAndGet);
    assertThrows(ClosedHandleException.class, value::lock);
    assertThrows(ClosedHandleException.class, () -> value.withLock((int n) -> n));
  }

  @Test
  void cannotBeStored() throws Exception {
    try (IntValue value = Processing.value(1);
        ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThrows(NotSendableException.class, () -> out.writeObject(value));
    }
  }
}
