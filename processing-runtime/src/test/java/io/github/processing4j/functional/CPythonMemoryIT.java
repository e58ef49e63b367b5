package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.shared.SharedMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shared memory together with the {@code multiprocessing.shared_memory} of CPython. */
@Functional
class CPythonMemoryIT {
  private static final String NAME = "p4j-py-" + ProcessHandle.current().pid();

  /** As CPython's documentation and its issue 82300 have it: before 3.13 there is no track=False. */
  private static final String ATTACH =
      """
      import sys, struct
      from multiprocessing import shared_memory, resource_tracker
      def attach(name):
          if sys.version_info >= (3, 13):
              return shared_memory.SharedMemory(name, track=False)
          memory = shared_memory.SharedMemory(name)
          resource_tracker.unregister(memory._name, "shared_memory")
          return memory
      """;

  @BeforeAll
  static void needsPython() throws InterruptedException {
    boolean there = Files.isDirectory(Path.of("/dev/shm"));
    try {
      there &= new ProcessBuilder("python3", "-c", "import multiprocessing").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there || "true".equals(System.getenv("CI")), "needs python3 on Linux");
  }

  @Test
  void pythonAttachesWhatJavaMade() throws Exception {
    try (SharedMemory memory = SharedMemory.create(NAME, 1000)) {
      ByteBuffer buffer = memory.buffer().order(ByteOrder.nativeOrder());
      buffer.putDouble(0, Math.PI);
      String said =
          Shell.run(
              "python3",
              "-c",
              ATTACH
                  + """
                  memory = attach(sys.argv[1])
                  print(memory.size, memory.name, struct.unpack_from("=d", memory.buf, 0)[0])
                  struct.pack_into("=q", memory.buf, 992, 1 << 40)
                  memory.close()
                  """,
              NAME);
      assertEquals("1000 " + NAME + " " + Math.PI, said.strip());
      assertEquals(1L << 40, buffer.getLong(992));
      assertTrue(Files.exists(Path.of("/dev/shm", NAME)), "its tracker has not unlinked it");
      memory.unlink();
      assertFalse(Files.exists(Path.of("/dev/shm", NAME)));
    }
  }

  @Test
  void javaAttachesWhatPythonMade() throws Exception {
    java.lang.Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                ATTACH
                    + """
                    memory = shared_memory.SharedMemory(create=True, size=100)
                    memory.buf[0:5] = b"hello"
                    print(memory.name, flush=True)
                    sys.stdin.readline()
                    print(bytes(memory.buf[95:100]).decode(), flush=True)
                    memory.close()
                    memory.unlink()
                    """)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Leftovers.track(python.pid());
    try (BufferedReader out = python.inputReader();
        Writer in = python.outputWriter()) {
      String name = out.readLine();
      try (SharedMemory memory = SharedMemory.attach(name)) {
        assertEquals(100, memory.size(), "not rounded up to pages");
        byte[] bytes = new byte[5];
        memory.buffer().get(bytes);
        assertEquals("hello", new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
        memory.buffer(95, 5).put(new byte[] {'w', 'o', 'r', 'l', 'd'});
        in.write("\n");
        in.flush();
        assertEquals("world", out.readLine());
        assertEquals(0, python.waitFor());
        assertEquals('h', memory.buffer().get(0), "who has it open keeps it");
        assertThrows(SegmentException.class, () -> SharedMemory.attach(name));
      }
    }
  }

  @Test
  void memoryOutlivesItsNameThatPythonsTrackerTakesAway() throws Exception {
    try (SharedMemory memory = SharedMemory.create(NAME, 100)) {
      Shell.run(
          "python3",
          "-c",
          """
          import sys
          from multiprocessing import shared_memory
          memory = shared_memory.SharedMemory(sys.argv[1])
          memory.buf[0] = 7
          memory.close()
          """,
          NAME);
      assertEquals(7, memory.buffer().get(0));
      memory.buffer().put(0, (byte) 8);
      memory.unlink();
    }
  }
}
