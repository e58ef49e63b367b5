package io.github.processing4j.runtime.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.SegmentException;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.codec.Allocated;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FrameBufferTest {

  private static void publish(FrameBuffer frames, int value) {
    try (FrameBuffer.Writer frame = frames.write()) {
      ByteBuffer buffer = frame.buffer();
      while (buffer.remaining() >= 4) {
        buffer.putInt(value);
      }
    }
  }

  /** The number that a frame consists of, or -1 if it is torn. */
  private static int valueOf(ByteBuffer frame) {
    int value = frame.getInt(0);
    for (int at = 0; at + 4 <= frame.capacity(); at += 4) {
      if (frame.getInt(at) != value) {
        return -1;
      }
    }
    return value;
  }

  private static ByteBuffer latest(FrameBuffer frames) {
    ByteBuffer frame = frames.latest();
    assertNotNull(frame);
    return frame;
  }

  @Test
  void newestFrameIsThere() {
    try (FrameBuffer frames = FrameBuffer.create(400)) {
      assertEquals(400, frames.size());
      assertNull(frames.latest());
      assertEquals(0, frames.sequence());
      publish(frames, 7);
      assertEquals(0, frames.sequence());
      ByteBuffer frame = latest(frames);
      assertEquals(1, frames.sequence());
      assertEquals(7, valueOf(frame));
      assertEquals(400, frame.remaining());
      assertEquals(ByteOrder.nativeOrder(), frame.order());
      assertThrows(ReadOnlyBufferException.class, () -> frame.put(0, (byte) 1));
      frame.position(100);
      assertSame(frame, frames.latest());
      assertEquals(0, frame.position());
      publish(frames, 8);
      publish(frames, 9);
      assertEquals(7, valueOf(frame), "valid until the next call");
      assertEquals(9, valueOf(latest(frames)));
      assertEquals(3, frames.sequence());
    }
  }

  @Test
  void frameIsKeptForItsReaderWhateverIsWritten() {
    try (FrameBuffer frames = FrameBuffer.create(64)) {
      publish(frames, 1);
      ByteBuffer held = latest(frames);
      for (int i = 2; i < 100; i++) {
        publish(frames, i);
        assertEquals(1, valueOf(held));
      }
    }
  }

  @Test
  void discardedFrameIsNotSeen() {
    try (FrameBuffer frames = FrameBuffer.create(64)) {
      publish(frames, 1);
      FrameBuffer.Writer writer = frames.write();
      writer.buffer().putInt(0, 2);
      writer.discard();
      writer.discard();
      assertThrows(IllegalStateException.class, writer::buffer);
      writer.close();
      assertEquals(1, valueOf(latest(frames)));
      publish(frames, 3);
      writer.close();
      assertEquals(3, valueOf(latest(frames)));
      assertEquals(2, frames.sequence());
    }
  }

  @Test
  void oneFrameIsWrittenAtATime() {
    try (FrameBuffer frames = FrameBuffer.create(64)) {
      FrameBuffer.Writer writer = frames.write();
      assertSame(writer.buffer(), writer.buffer());
      IllegalStateException e = assertThrows(IllegalStateException.class, frames::write);
      assertTrue(e.getMessage().contains("this process"), e.getMessage());
      writer.close();
      assertThrows(IllegalStateException.class, writer::buffer);
      publish(frames, 5);
      assertEquals(5, valueOf(latest(frames)));
      assertEquals(2, frames.sequence());
    }
  }

  @Test
  void eachThreadReadsOnItsOwn() throws Exception {
    try (FrameBuffer frames = FrameBuffer.create(64)) {
      publish(frames, 1);
      ByteBuffer held = latest(frames);
      for (int i = 2; i < 3 * FrameReaders.MAX_THREADS; i++) {
        publish(frames, i);
        FutureTask<Integer> reads = new FutureTask<>(() -> valueOf(latest(frames)));
        Thread thread = new Thread(reads);
        thread.start();
        assertEquals(i, reads.get());
        thread.join();
        assertEquals(1, valueOf(held));
        assertEquals(1, frames.sequence());
      }
    }
  }

  @Test
  void lookingAllocatesNothing() {
    try (FrameBuffer frames = FrameBuffer.create(64)) {
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 10; round++) {
        long allocated = 0;
        for (int i = 0; i < 1000; i++) {
          publish(frames, i);
          long before = Allocated.bytes();
          frames.latest();
          frames.latest();
          frames.sequence();
          allocated += Allocated.bytes() - before;
        }
        // What the measuring itself allocates.
        for (int i = 0; i < 1000; i++) {
          long before = Allocated.bytes();
          allocated -= Allocated.bytes() - before;
        }
        least = Math.min(least, allocated);
      }
      assertTrue(least <= 0, least + " bytes in 1000 frames");
    }
  }

  @Test
  void noFrameIsTornUnderLoad() throws Exception {
    try (FrameBuffer frames = FrameBuffer.create(4096)) {
      publish(frames, 0);
      AtomicBoolean done = new AtomicBoolean();
      FutureTask<Boolean> one = new FutureTask<>(() -> readAll(frames, done));
      FutureTask<Boolean> other = new FutureTask<>(() -> readAll(frames, done));
      new Thread(one).start();
      new Thread(other).start();
      for (int i = 1; i <= 30_000; i++) {
        publish(frames, i);
      }
      done.set(true);
      assertTrue(one.get());
      assertTrue(other.get());
      assertEquals(30_000, valueOf(latest(frames)));
    }
  }

  /** Whether all frames were whole, and in order. */
  private static boolean readAll(FrameBuffer frames, AtomicBoolean done) {
    int before = 0;
    while (!done.get()) {
      ByteBuffer frame = latest(frames);
      int value = valueOf(frame);
      if (value < before || value != frames.sequence() - 1 || valueOf(frame) != value) {
        return false;
      }
      before = value;
    }
    return true;
  }

  @Test
  void closedHandleFailsAndItsFrameIsDiscarded() {
    FrameBuffer frames = FrameBuffer.create(64);
    FrameBuffer.Writer writer = frames.write();
    frames.close();
    writer.close();
    assertThrows(ClosedHandleException.class, frames::latest);
    assertThrows(ClosedHandleException.class, frames::write);
    assertThrows(ClosedHandleException.class, frames::sequence);
    frames.close();
  }

  @Test
  void tooLargeIsRefused() {
    assertThrows(SegmentException.class, () -> FrameBuffer.create(Integer.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> FrameBuffer.create(0));
    assertFalse(Thread.interrupted());
  }
}
