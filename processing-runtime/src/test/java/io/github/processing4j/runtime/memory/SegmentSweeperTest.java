package io.github.processing4j.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JoinableQueue;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.SimpleQueue;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.shared.IntArray;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.Semaphore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SegmentSweeperTest {
  private static final int FRAME_BYTES = 1 << 20;

  private static Set<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(Session.current().directory())) {
      return files
          .filter(file -> file.toString().endsWith(".seg"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<Path> agedSegments(Set<Path> before) throws IOException {
    Set<Path> made = segments();
    made.removeAll(before);
    for (Path file : made) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
    return made;
  }

  private static void paint(FrameBuffer frames, int value) {
    try (FrameBuffer.Writer frame = frames.write()) {
      ByteBuffer buffer = frame.buffer();
      while (buffer.hasRemaining()) {
        buffer.put((byte) value);
      }
    }
  }

  private static int firstByte(FrameBuffer frames) {
    ByteBuffer frame = frames.latest();
    assertNotNull(frame);
    return frame.get(0);
  }

  @Test
  void whatIsHeldStaysHoweverOldItIs() throws Exception {
    Set<Path> before = segments();
    try (Queue<Integer> queue = Processing.queue();
        JoinableQueue<Integer> joinable = Processing.joinableQueue();
        SimpleQueue<Integer> simple = Processing.simpleQueue();
        Pipe pipe = Processing.pipe();
        Lock lock = Processing.lock();
        Semaphore semaphore = Processing.semaphore(1);
        Event event = Processing.event();
        Condition condition = Processing.condition(lock);
        Barrier barrier = Processing.barrier(1);
        IntArray numbers = Processing.intArray(3);
        FrameBuffer frames = FrameBuffer.create(FRAME_BYTES)) {
      queue.put(1);
      joinable.put(2);
      simple.put(3);
      pipe.first().send("four");
      paint(frames, 0x7f);
      assertEquals(0x7f, firstByte(frames));
      Set<Path> made = agedSegments(before);
      assertTrue(made.size() > 11, made::toString);

      SegmentSweeper.sweep(Session.current());

      Set<Path> left = segments();
      left.removeAll(before);
      assertEquals(made, left);
      paint(frames, 0x11);
      assertEquals(0x11, firstByte(frames));
      assertEquals(1, queue.take());
      assertEquals(2, joinable.take());
      joinable.taskDone();
      assertEquals(3, simple.take());
      assertEquals("four", pipe.second().recv());
      assertTrue(lock.acquire(false));
      lock.release();
      semaphore.acquire();
      semaphore.release();
      event.set();
      assertTrue(condition.acquire(false));
      condition.release();
      barrier.await();
      numbers.set(0, 1);
    }
    Set<Path> left = segments();
    left.removeAll(before);
    assertEquals(Set.of(), left);
  }

  @Test
  void partsOfWhatIsGoneGo() throws Exception {
    Set<Path> before = segments();
    try (Queue<Integer> queue = Processing.queue();
        FrameBuffer frames = FrameBuffer.create(FRAME_BYTES)) {
      queue.put(1);
      paint(frames, 1);
      Set<Path> made = agedSegments(before);
      Set<Path> parts = new TreeSet<>();
      for (Path file : made) {
        if (Kind.isPart(Words.getIntPlain(Segment.map(file), Segment.KIND_AT))) {
          parts.add(file);
        } else {
          Files.delete(file);
        }
      }
      assertTrue(parts.size() >= 3, parts::toString);

      SegmentSweeper.sweep(Session.current());

      Set<Path> left = segments();
      left.removeAll(before);
      assertEquals(Set.of(), left);
    }
  }

  @Test
  void whatTheDeadHadBegunToMakeGoes() throws Exception {
    Session session = Session.current();
    Path directory = session.directory();
    String nobody = Long.toString(session.newSlot(), 36);
    Path empty = Files.createFile(directory.resolve(nobody + "-1.seg"));
    Path zeros = Files.write(directory.resolve(nobody + "-2.seg"), new byte[1 << 20]);
    Path ours =
        Files.write(directory.resolve(Long.toString(session.slot(), 36) + "-zzz.seg"), new byte[8]);
    List<Path> foreign =
        List.of(
            Files.write(directory.resolve(nobody + "-3.seg"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
            Files.createFile(directory.resolve("no name of ours.seg")),
            Files.createFile(directory.resolve("+-1.seg")));
    try {
      SegmentSweeper.sweep(session);

      assertFalse(Files.exists(empty));
      assertFalse(Files.exists(zeros));
      assertTrue(Files.exists(ours));
      for (Path file : foreign) {
        assertTrue(Files.exists(file), file::toString);
      }
    } finally {
      Files.delete(ours);
      for (Path file : foreign) {
        Files.delete(file);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sweepsMapNothing() throws Exception {
    try (Queue<Integer> queue = Processing.queue()) {
      queue.put(1);
      List<String> before = mappings();
      for (int i = 0; i < 10; i++) {
        SegmentSweeper.sweep(Session.current());
      }
      List<String> after = mappings();
      after.removeAll(before);
      assertEquals(List.of(), after);
    }
  }

  private static List<String> mappings() throws IOException {
    List<String> mapped = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/maps")));
    mapped.removeIf(line -> !line.endsWith(".seg"));
    return mapped;
  }
}
