package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.shared.BooleanValue;
import io.github.processing4j.shared.LongArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class FrameBufferIT {
  private static final int BYTES = 64 << 10;

  static void publish(FrameBuffer frames, long value) {
    try (FrameBuffer.Writer frame = frames.write()) {
      fill(frame.buffer(), value);
    }
  }

  private static void fill(ByteBuffer frame, long value) {
    while (frame.hasRemaining()) {
      frame.putLong(value);
    }
  }

  /** The number that a frame consists of, or -1 if it is torn. */
  static long valueOf(ByteBuffer frame) {
    long value = frame.getLong(0);
    for (int at = 0; at < BYTES; at += 8) {
      if (frame.getLong(at) != value) {
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

  /**
   * One process writes as fast as it can. Of three that read, one is suspended with a frame and one
   * is killed. The count of whole frames that each has seen goes to {@code seen}, -1 if one was torn.
   */
  @Test
  @Tag("core")
  void noFrameIsTornWhateverHappensToReaders() throws Exception {
    try (FrameBuffer frames = FrameBuffer.create(BYTES);
        LongArray seen = Processing.longArray(3);
        BooleanValue done = Processing.value(false)) {
      publish(frames, 1);
      List<Process> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int index = i;
        readers.add(started(() -> read(frames, seen, index, done)));
      }
      Process writer =
          started(
              () -> {
                for (long value = 2; !done.get(); value++) {
                  publish(frames, value);
                }
              });
      awaitProgress(seen, 0, 1, 2);
      Shell.kill("STOP", readers.get(1).getPid());
      readers.get(2).kill();
      readers.get(2).join();
      awaitProgress(seen, 0);
      Shell.kill("CONT", readers.get(1).getPid());
      awaitProgress(seen, 0, 1);
      done.set(true);
      assertEquals(0, exitCode(writer));
      assertEquals(0, exitCode(readers.get(0)));
      assertEquals(0, exitCode(readers.get(1)));
      for (int i = 0; i < 3; i++) {
        assertTrue(seen.get(i) > 0, "torn, as reader " + i + " saw it");
      }
    }
  }

  private static void read(FrameBuffer frames, LongArray seen, int index, BooleanValue done) {
    long before = 0;
    while (!done.get()) {
      ByteBuffer frame = latest(frames);
      long value = valueOf(frame);
      if (value < before || value != frames.sequence() || valueOf(frame) != value) {
        seen.set(index, -1);
        return;
      }
      if (value > before) {
        seen.getAndAdd(index, 1);
      }
      before = value;
    }
  }

  private static void awaitProgress(LongArray seen, int... readers) {
    for (int reader : readers) {
      long before = seen.get(reader);
      Eventually.become(
          "frames for reader " + reader,
          () -> seen.get(reader) < 0 || seen.get(reader) >= before + 50);
    }
  }

  @Test
  @Tag("core")
  void anotherWritesInPlaceOfAKilledWriter(Notes notes) {
    try (FrameBuffer frames = FrameBuffer.create(BYTES)) {
      Process writer =
          started(
              () -> {
                publish(frames, 1);
                FrameBuffer.Writer frame = frames.write();
                frame.buffer().putLong(0, 2);
                notes.put("half done");
                notes.await("never");
              });
      notes.await("half done");
      ByteBuffer held = latest(frames);
      assertEquals(1, valueOf(held));
      IllegalStateException e = assertThrows(IllegalStateException.class, frames::write);
      assertTrue(e.getMessage().contains("another process"), e.getMessage());
      writer.kill();
      writer.join();
      assertSame(held, frames.latest());
      assertEquals(1, valueOf(held));
      for (int i = 2; i < 10; i++) {
        publish(frames, i);
        assertEquals(i, valueOf(latest(frames)));
      }
      assertEquals(9, frames.sequence());
    }
  }

  /** Each slot is as large as a frame: those of readers that died must be used again. */
  @Test
  void killedReadersCostNoSlots(Notes notes) {
    try (FrameBuffer frames = FrameBuffer.create(BYTES)) {
      publish(frames, 1);
      List<Process> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String name = "reads " + i;
        readers.add(
            started(
                () -> {
                  notes.put(name, valueOf(latest(frames)));
                  notes.await("never");
                }));
        assertEquals(i + 1, Integer.parseInt(notes.await(name)));
        publish(frames, i + 2);
      }
      Set<String> slots = Segments.names();
      for (Process reader : readers) {
        reader.kill();
        reader.join();
      }
      for (int i = 5; i < 50; i++) {
        publish(frames, i);
        assertEquals(i, valueOf(latest(frames)));
      }
      // Those of others may have been swept meanwhile.
      Set<String> more = Segments.names();
      more.removeAll(slots);
      assertEquals(Set.of(), more);
      frames.close();
      Eventually.become("deletion of all slots", () -> Segments.count() < slots.size() - 4);
    }
  }

  /** A loop that never blocks is ended by a stop all the same. */
  @Test
  void stopEndsAWriter(Notes notes) {
    try (FrameBuffer frames = FrameBuffer.create(BYTES)) {
      Process writer =
          started(
              () -> {
                for (long value = 1; ; value++) {
                  publish(frames, value);
                }
              });
      Eventually.become("a frame", () -> frames.latest() != null);
      writer.stop();
      assertEquals(127, exitCode(writer));
      publish(frames, 0);
      assertEquals(0, valueOf(latest(frames)));
    }
  }
}
