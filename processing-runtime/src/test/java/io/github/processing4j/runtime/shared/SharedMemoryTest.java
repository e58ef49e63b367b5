package io.github.processing4j.runtime.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.SegmentException;
import io.github.processing4j.shared.SharedMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
  private static final String NAME = "p4j-test-" + ProcessHandle.current().pid();

  private static Path file(String name) {
    return MemoryPlace.directory().resolve(name);
  }

  @Test
  void isAPlainFileForItsOwner() throws IOException {
    try (SharedMemory memory = SharedMemory.create(100)) {
      assertEquals(100, memory.size());
      memory.buffer().put(99, (byte) 5);
      byte[] bytes = Files.readAllBytes(file(memory.name()));
      assertEquals(100, bytes.length);
      assertEquals(5, bytes[99]);
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file(memory.name()))));
      memory.unlink();
    }
  }

  @Test
  void isAttachedByItsName() {
    try (SharedMemory made = SharedMemory.create(NAME, 16);
        SharedMemory attached = SharedMemory.attach(NAME)) {
      ByteBuffer buffer = attached.buffer();
      assertEquals(ByteOrder.BIG_ENDIAN, buffer.order());
      assertEquals(16, buffer.remaining());
      buffer.putLong(8, 42);
      assertEquals(42, made.buffer().getLong(8));
      assertEquals(42, made.buffer(8, 8).getLong());
      attached.unlink();
      assertFalse(Files.exists(file(NAME)));
      made.unlink();
      assertEquals(42, made.buffer().getLong(8), "who has it open keeps it");
    }
  }

  @Test
  void unlinkLeavesAloneWhatAnotherMadeInItsPlace() {
    try (SharedMemory old = SharedMemory.create(NAME, 16)) {
      old.unlink();
      try (SharedMemory other = SharedMemory.create(NAME, 32)) {
        old.unlink();
        assertTrue(Files.exists(file(NAME)));
        other.close();
        other.unlink();
        assertFalse(Files.exists(file(NAME)));
      }
    }
  }

  @Test
  void nameThatIsTakenIsRefused() {
    try (SharedMemory made = SharedMemory.create(NAME, 16)) {
      SegmentException e =
          assertThrows(SegmentException.class, () -> SharedMemory.create(NAME, 16));
      assertEquals(file(NAME).toString(), e.path());
      assertTrue(e.getMessage().contains(NAME), e.getMessage());
      assertEquals(16, made.buffer().remaining());
      made.unlink();
    }
  }

  @Test
  void nameThatIsNotThereIsRefused() {
    SegmentException e = assertThrows(SegmentException.class, () -> SharedMemory.attach(NAME));
    assertEquals(file(NAME).toString(), e.path());
    assertThrows(IllegalArgumentException.class, () -> SharedMemory.attach("a/b"));
    assertThrows(IllegalArgumentException.class, () -> SharedMemory.create("..", 1));
    assertThrows(IllegalArgumentException.class, () -> SharedMemory.create(NAME, 0));
  }

  @Test
  void whatIsNoSharedMemoryIsRefused() throws IOException {
    Path file = file(NAME);
    Files.createFile(file);
    try {
      SegmentException e = assertThrows(SegmentException.class, () -> SharedMemory.attach(NAME));
      assertTrue(e.getMessage().contains("empty"), e.getMessage());
    } finally {
      Files.delete(file);
    }
    Files.createSymbolicLink(file, Path.of("/etc/hostname"));
    try {
      SegmentException e = assertThrows(SegmentException.class, () -> SharedMemory.attach(NAME));
      assertTrue(e.getMessage().contains("link"), e.getMessage());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void noRoomLeavesNothing() {
    SegmentException e =
        assertThrows(SegmentException.class, () -> SharedMemory.create(NAME, 1L << 60));
    assertTrue(e.getMessage().contains("room"), e.getMessage());
    assertFalse(Files.exists(file(NAME)));
  }

  @Test
  void closedHandleFails() {
    SharedMemory memory = SharedMemory.create(NAME, 16);
    ByteBuffer buffer = memory.buffer();
    memory.close();
    memory.close();
    assertThrows(ClosedHandleException.class, memory::buffer);
    assertThrows(ClosedHandleException.class, () -> memory.buffer(0, 1));
    assertThrows(ClosedHandleException.class, memory::size);
    assertEquals(NAME, memory.name());
    buffer.put(0, (byte) 1);
    memory.unlink();
    memory.unlink();
    assertFalse(Files.exists(file(NAME)));
  }

  @Test
  void partsAreChecked() {
    try (SharedMemory memory = SharedMemory.create(10)) {
      assertEquals(0, memory.buffer(10, 0).remaining());
      assertThrows(IndexOutOfBoundsException.class, () -> memory.buffer(9, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> memory.buffer(-1, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> memory.buffer(0, -1));
      memory.unlink();
    }
  }

  @Test
  void partsOfMoreThanABufferCanHold() throws IOException {
    long size = (5L << 30) + 3;
    try (RandomAccessFile other = new RandomAccessFile(file(NAME).toFile(), "rw")) {
      other.setLength(size); // without the memory for it, as CPython does
      try (SharedMemory memory = SharedMemory.attach(NAME)) {
        assertEquals(size, memory.size());
        assertThrows(IllegalStateException.class, memory::buffer);
        for (long at : new long[] {0, (1L << 30) - 4, (1L << 31) - 4, (3L << 30) + 1, size - 8}) {
          memory.buffer(at, 8).putLong(0, at);
          other.seek(at);
          assertEquals(at, other.readLong());
        }
        ByteBuffer large = memory.buffer((1L << 30) - 4, Integer.MAX_VALUE);
        assertEquals((1L << 30) - 4, large.getLong(0));
        assertEquals((1L << 31) - 4, large.getLong(1 << 30));
        Thread.currentThread().interrupt();
        assertEquals(size - 8, memory.buffer(size - 8, 8).getLong());
        assertTrue(Thread.interrupted());
        assertThrows(IndexOutOfBoundsException.class, () -> memory.buffer(size - 7, 8));
      }
    } finally {
      Files.delete(file(NAME));
    }
  }
}
