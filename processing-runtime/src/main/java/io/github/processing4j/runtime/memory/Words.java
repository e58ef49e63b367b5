package io.github.processing4j.runtime.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Words of mapped memory, with the memory effects that {@link VarHandle} gives them, also between
 * JVMs. In the order of the machine; a long sits at a multiple of 8, an int of 4.
 */
public final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private Words() {}

  public static long getVolatile(ByteBuffer memory, int at) {
    return (long) LONG.getVolatile(memory, at);
  }

  public static long getAcquire(ByteBuffer memory, int at) {
    return (long) LONG.getAcquire(memory, at);
  }

  public static long getPlain(ByteBuffer memory, int at) {
    return (long) LONG.get(memory, at);
  }

  public static void setVolatile(ByteBuffer memory, int at, long value) {
    LONG.setVolatile(memory, at, value);
  }

  public static void setRelease(ByteBuffer memory, int at, long value) {
    LONG.setRelease(memory, at, value);
  }

  public static void setPlain(ByteBuffer memory, int at, long value) {
    LONG.set(memory, at, value);
  }

  public static boolean compareAndSet(ByteBuffer memory, int at, long expected, long value) {
    return LONG.compareAndSet(memory, at, expected, value);
  }

  public static long getAndAdd(ByteBuffer memory, int at, long delta) {
    return (long) LONG.getAndAdd(memory, at, delta);
  }

  public static long getAndSet(ByteBuffer memory, int at, long value) {
    return (long) LONG.getAndSet(memory, at, value);
  }

  public static long getAndOr(ByteBuffer memory, int at, long mask) {
    return (long) LONG.getAndBitwiseOr(memory, at, mask);
  }

  public static long getAndAnd(ByteBuffer memory, int at, long mask) {
    return (long) LONG.getAndBitwiseAnd(memory, at, mask);
  }

  public static int getIntVolatile(ByteBuffer memory, int at) {
    return (int) INT.getVolatile(memory, at);
  }

  public static int getIntAcquire(ByteBuffer memory, int at) {
    return (int) INT.getAcquire(memory, at);
  }

  public static int getIntPlain(ByteBuffer memory, int at) {
    return (int) INT.get(memory, at);
  }

  public static void setIntVolatile(ByteBuffer memory, int at, int value) {
    INT.setVolatile(memory, at, value);
  }

  public static void setIntRelease(ByteBuffer memory, int at, int value) {
    INT.setRelease(memory, at, value);
  }

  public static void setIntPlain(ByteBuffer memory, int at, int value) {
    INT.set(memory, at, value);
  }

  public static boolean compareAndSetInt(ByteBuffer memory, int at, int expected, int value) {
    return INT.compareAndSet(memory, at, expected, value);
  }

  public static int getAndAddInt(ByteBuffer memory, int at, int delta) {
    return (int) INT.getAndAdd(memory, at, delta);
  }

  public static int getAndSetInt(ByteBuffer memory, int at, int value) {
    return (int) INT.getAndSet(memory, at, value);
  }
}
