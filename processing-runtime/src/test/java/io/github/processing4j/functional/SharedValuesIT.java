package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import io.github.processing4j.shared.BooleanValue;
import io.github.processing4j.shared.ByteArray;
import io.github.processing4j.shared.ByteValue;
import io.github.processing4j.shared.CharValue;
import io.github.processing4j.shared.DoubleArray;
import io.github.processing4j.shared.DoubleValue;
import io.github.processing4j.shared.FloatArray;
import io.github.processing4j.shared.FloatValue;
import io.github.processing4j.shared.IntArray;
import io.github.processing4j.shared.IntValue;
import io.github.processing4j.shared.LongArray;
import io.github.processing4j.shared.LongValue;
import io.github.processing4j.shared.ShortArray;
import io.github.processing4j.shared.ShortValue;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class SharedValuesIT {

  @Test
  @Tag("core")
  void processesLoseNoIncrement() {
    try (IntValue atomic = Processing.value(0);
        LongValue locked = Processing.value(0L);
        ByteArray bytes = Processing.byteArray(2)) {
      Process first = started(increments(atomic, locked, bytes, 0));
      Process second = started(increments(atomic, locked, bytes, 1));
      assertEquals(0, exitCode(first));
      assertEquals(0, exitCode(second));
      assertEquals(100_000, atomic.get());
      assertEquals(100_000, locked.get());
      assertEquals((byte) 50_000, bytes.get(0));
      assertEquals((byte) 50_000, bytes.get(1));
    }
  }

  private static Target increments(IntValue atomic, LongValue locked, ByteArray bytes, int index) {
    return () -> {
      for (int i = 0; i < 50_000; i++) {
        atomic.incrementAndGet();
        locked.withLock((long n) -> n + 1);
        // Beside it the other process does the same.
        bytes.set(index, (byte) (bytes.get(index) + 1));
      }
    };
  }

  @Test
  void everyTypeTravels() {
    try (IntValue i = Processing.value(1);
        LongValue l = Processing.value(1L);
        DoubleValue d = Processing.value(1.0);
        FloatValue f = Processing.value(1.0f);
        BooleanValue z = Processing.value(false);
        ByteValue b = Processing.value((byte) 1);
        ShortValue s = Processing.value((short) 1);
        CharValue c = Processing.value('a');
        IntArray is = Processing.intArray(3);
        LongArray ls = Processing.longArray(3);
        DoubleArray ds = Processing.doubleArray(3);
        FloatArray fs = Processing.floatArray(3);
        ByteArray bs = Processing.byteArray(3);
        ShortArray ss = Processing.shortArray(3)) {
      Process child =
          started(
              () -> {
                i.set(i.get() + 1);
                l.set(l.get() + 1);
                d.set(d.get() + 0.5);
                f.set(f.get() + 0.5f);
                z.set(!z.get());
                b.set((byte) (b.get() - 3));
                s.set((short) (s.get() - 3));
                c.set((char) (c.get() + 1));
                is.set(0, new int[] {1, 2, 3}, 0, is.length());
                ls.set(0, new long[] {1, 2, 3}, 0, ls.length());
                ds.set(0, new double[] {1, 2, 3}, 0, ds.length());
                fs.set(0, new float[] {1, 2, 3}, 0, fs.length());
                bs.set(0, new byte[] {1, 2, 3}, 0, bs.length());
                ss.set(0, new short[] {1, 2, 3}, 0, ss.length());
              });
      assertEquals(0, exitCode(child));
      assertEquals(2, i.get());
      assertEquals(2, l.get());
      assertEquals(1.5, d.get());
      assertEquals(1.5f, f.get());
      assertTrue(z.get());
      assertEquals(-2, b.get());
      assertEquals(-2, s.get());
      assertEquals('b', c.get());
      assertArrayEquals(new int[] {1, 2, 3}, is.toArray());
      assertArrayEquals(new long[] {1, 2, 3}, ls.toArray());
      assertArrayEquals(new double[] {1, 2, 3}, ds.toArray());
      assertArrayEquals(new float[] {1, 2, 3}, fs.toArray());
      assertArrayEquals(new byte[] {1, 2, 3}, bs.toArray());
      assertArrayEquals(new short[] {1, 2, 3}, ss.toArray());
    }
  }

  @Test
  void lockOfAKilledHolderIsRecovered(Notes notes) throws Exception {
    try (DoubleArray array = Processing.doubleArray(10)) {
      Process holder =
          started(
              () ->
                  array.withLock(
                      () -> {
                        array.set(0, 1);
                        notes.put("holds");
                        notes.await("never");
                      }));
      notes.await("holds");
      assertFalse(array.lock().acquire(true, Duration.ofMillis(50)));
      assertEquals(1, array.get(0), "single accesses do not wait for the lock");
      holder.kill();
      assertEquals(-9, exitCode(holder));
      long limit = Eventually.promised(Duration.ofSeconds(1)).toNanos();
      long start = System.nanoTime();
      array.withLock(
          () -> {
            assertTrue(System.nanoTime() - start < limit);
            assertTrue(array.lock().recovered());
          });
      array.withLock(() -> assertFalse(array.lock().recovered()));
    }
  }

  @Test
  void valueOutlivesTheProcessThatMadeIt(Notes notes) {
    // The grandchild has the only handle, once its parent is gone.
    Process child =
        started(
            () -> {
              IntValue value = Processing.value(41);
              Process grandchild =
                  started(
                      () -> {
                        notes.put("started");
                        notes.await("closed");
                        notes.put("sum", value.incrementAndGet());
                      });
              notes.await("started");
              value.close();
              notes.put("closed");
              grandchild.join();
            });
    assertEquals(0, exitCode(child));
    assertNull(child.getFailure());
    assertEquals(42, notes.getLong("sum"));
  }
}
