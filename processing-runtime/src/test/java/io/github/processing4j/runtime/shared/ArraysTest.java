package io.github.processing4j.runtime.shared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.SegmentException;
import io.github.processing4j.shared.ByteArray;
import io.github.processing4j.shared.DoubleArray;
import io.github.processing4j.shared.FloatArray;
import io.github.processing4j.shared.IntArray;
import io.github.processing4j.shared.LongArray;
import io.github.processing4j.shared.ShortArray;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArraysTest {

  @Test
  void ints() {
    try (IntArray array = Processing.intArray(new int[] {1, -2, 3})) {
      assertEquals(3, array.length());
      array.set(2, Integer.MIN_VALUE);
      assertTrue(array.compareAndSet(0, 1, 10));
      assertFalse(array.compareAndSet(0, 1, 11));
      assertEquals(-2, array.getAndAdd(1, -5));
      assertArrayEquals(new int[] {10, -7, Integer.MIN_VALUE}, array.toArray());
      array.fill(-1);
      assertArrayEquals(new int[] {-1, -1, -1}, array.toArray());
    }
  }

  @Test
  void longs() {
    try (LongArray array = Processing.longArray(new long[] {1, -2, 3})) {
      array.set(2, Long.MIN_VALUE);
      assertTrue(array.compareAndSet(0, 1, 10));
      assertFalse(array.compareAndSet(0, 1, 11));
      assertEquals(-2, array.getAndAdd(1, -5));
      assertArrayEquals(new long[] {10, -7, Long.MIN_VALUE}, array.toArray());
      assertEquals(-7, array.get(1));
      array.fill(-1);
      assertArrayEquals(new long[] {-1, -1, -1}, array.toArray());
    }
  }

  @Test
  void doubles() {
    try (DoubleArray array = Processing.doubleArray(new double[] {1, -0.0, Double.NaN})) {
      array.set(0, Double.MIN_VALUE);
      assertFalse(array.compareAndSet(1, 0.0, 10));
      assertTrue(array.compareAndSet(1, -0.0, 10));
      assertTrue(array.compareAndSet(2, Double.NaN, -1.5));
      assertArrayEquals(new double[] {Double.MIN_VALUE, 10, -1.5}, array.toArray());
      assertEquals(-1.5, array.get(2));
      array.fill(0.5);
      assertArrayEquals(new double[] {0.5, 0.5, 0.5}, array.toArray());
    }
  }

  @Test
  void floats() {
    try (FloatArray array = Processing.floatArray(new float[] {1, -0.0f, Float.NaN})) {
      array.set(0, Float.MIN_VALUE);
      assertFalse(array.compareAndSet(1, 0.0f, 10));
      assertTrue(array.compareAndSet(1, -0.0f, 10));
      assertTrue(array.compareAndSet(2, Float.NaN, -1.5f));
      assertArrayEquals(new float[] {Float.MIN_VALUE, 10, -1.5f}, array.toArray());
      assertEquals(-1.5f, array.get(2));
      array.fill(0.5f);
      assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f}, array.toArray());
    }
  }

  @Test
  void shortsLeaveTheirNeighboursAlone() {
    short[] values = {-1, 2, -3, 4, -5};
    try (ShortArray array = Processing.shortArray(values)) {
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], array.get(i));
        values[i] = (short) (1000 * i - 2000);
        array.set(i, values[i]);
        assertFalse(array.compareAndSet(i, (short) 7, (short) 8));
        assertArrayEquals(values, array.toArray());
        assertTrue(array.compareAndSet(i, values[i], (short) -i));
        values[i] = (short) -i;
        assertArrayEquals(values, array.toArray());
      }
      array.fill((short) -9);
      assertEquals(-9, array.get(4));
    }
  }

  @Test
  void bytesLeaveTheirNeighboursAlone() {
    byte[] values = {-1, 2, -3, 4, -5, 6, -7};
    try (ByteArray array = Processing.byteArray(values)) {
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], array.get(i));
        values[i] = (byte) (50 * i - 100);
        array.set(i, values[i]);
        assertFalse(array.compareAndSet(i, (byte) 7, (byte) 8));
        assertArrayEquals(values, array.toArray());
        assertTrue(array.compareAndSet(i, values[i], (byte) -i));
        values[i] = (byte) -i;
        assertArrayEquals(values, array.toArray());
      }
      array.fill((byte) -9);
      assertEquals(-9, array.get(6));
    }
  }

  @Test
  void threadsDoNotDisturbBytesOfOneWord() throws InterruptedException {
    try (ByteArray array = Processing.byteArray(4)) {
      List<Thread> threads = new ArrayList<>();
      boolean[] wrong = new boolean[4];
      for (int i = 0; i < 4; i++) {
        int index = i;
        Thread thread =
            new Thread(
                () -> {
                  for (int n = 1; n < 20_000; n++) {
                    byte before = (byte) (n - 1);
                    wrong[index] |= array.get(index) != before;
                    if (n % 2 == 0) {
                      array.set(index, (byte) n);
                    } else {
                      wrong[index] |= !array.compareAndSet(index, before, (byte) n);
                    }
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertArrayEquals(new boolean[4], wrong);
    }
  }

  @Test
  void partsAreCopiedInAndOut() {
    try (IntArray array = Processing.intArray(10)) {
      array.set(3, new int[] {0, 1, 2, 3, 4}, 1, 3);
      assertArrayEquals(new int[] {0, 0, 0, 1, 2, 3, 0, 0, 0, 0}, array.toArray());
      int[] out = new int[5];
      array.get(4, out, 2, 2);
      assertArrayEquals(new int[] {0, 0, 2, 3, 0}, out);
    }
  }

  @Test
  void bufferIsAView() {
    try (IntArray array = Processing.intArray(4);
        ByteArray bytes = Processing.byteArray(3)) {
      IntBuffer view = array.buffer();
      assertEquals(ByteOrder.nativeOrder(), view.order());
      assertEquals(0, view.position());
      assertEquals(4, view.remaining());
      view.put(1, 42);
      assertEquals(42, array.get(1));
      array.set(2, 43);
      assertEquals(43, view.get(2));
      assertEquals(3, bytes.buffer().remaining());
      array.close();
      assertEquals(42, view.get(1));
    }
  }

  @Test
  void whatIsNoElementIsRefused() {
    try (IntArray array = Processing.intArray(3);
        LongArray none = Processing.longArray(0);
        ByteArray bytes = Processing.byteArray(3)) {
      assertThrows(IndexOutOfBoundsException.class, () -> array.get(3));
      assertThrows(IndexOutOfBoundsException.class, () -> array.get(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> array.set(3, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> array.compareAndSet(3, 1, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> array.getAndAdd(Integer.MAX_VALUE, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> array.get(2, new int[2], 0, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> array.set(0, new int[2], 1, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> none.get(0));
      assertThrows(IndexOutOfBoundsException.class, () -> bytes.get(3));
      assertThrows(IndexOutOfBoundsException.class, () -> bytes.get(2, new byte[2], 0, 2));
      assertArrayEquals(new long[0], none.toArray());
    }
  }

  @Test
  void tooLargeIsRefused() {
    assertThrows(SegmentException.class, () -> Processing.longArray(Integer.MAX_VALUE));
  }

  @Test
  void closedHandleFails() {
    DoubleArray array = Processing.doubleArray(3);
    array.close();
    assertThrows(ClosedHandleException.class, () -> array.get(0));
    assertThrows(ClosedHandleException.class, array::toArray);
    assertThrows(ClosedHandleException.class, array::buffer);
    assertThrows(ClosedHandleException.class, array::lock);
    assertThrows(ClosedHandleException.class, array::length);
  }
}
