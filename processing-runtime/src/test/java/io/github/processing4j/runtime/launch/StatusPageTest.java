package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child leaves behind. */
class StatusPageTest {
  private static final int RING_BYTES = 4096;

  @TempDir Path directory;
  private Path file;
  private StatusPage page;

  @BeforeEach
  void open() throws IOException {
    file = Files.write(directory.resolve("1.st"), StatusPage.empty());
    page = StatusPage.open(file.toFile());
  }

  @AfterEach
  void close() throws IOException {
    page.close();
  }

  private String stderr() throws IOException {
    return StatusPage.read(file).stderr();
  }

  private void print(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    page.stderr(bytes, 0, bytes.length);
  }

  /** So many characters, none of which repeats soon. */
  private static String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(text.length()).append(' ');
    }
    return text.substring(0, length);
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - RING_BYTES));
  }

  @Test
  void anEmptyPageTellsNothing() throws IOException {
    StatusPage.Report report = StatusPage.read(file);
    assertEquals(StatusPage.LAUNCHED, report.progress());
    assertFalse(report.orderly());
    assertEquals(0, report.signal());
    assertFalse(report.processExit());
    assertNull(report.failure());
    assertEquals("", report.stderr());
    assertEquals(0, page.requestedStop());
  }

  @Test
  void allThatHappensIsTold() throws IOException {
    page.progress(StatusPage.RUNNING);
    page.orderly(15);
    page.processExit();
    page.requestStop(Long.MAX_VALUE - 1);
    print("oops");
    page.failure(new byte[] {1, 2, 3});
    StatusPage.Report report = StatusPage.read(file);
    assertEquals(StatusPage.RUNNING, report.progress());
    assertTrue(report.orderly());
    assertEquals(15, report.signal());
    assertTrue(report.processExit());
    assertArrayEquals(new byte[] {1, 2, 3}, report.failure());
    assertEquals("oops", report.stderr());
    assertEquals(Long.MAX_VALUE - 1, page.requestedStop());
  }

  @Test
  void aHookThatRunsIsToldRatherThanThatTheTargetIsDone() throws IOException {
    page.done();
    assertTrue(StatusPage.read(file).done());
    assertFalse(StatusPage.read(file).orderly());
    page.orderly(2);
    page.done();
    StatusPage.Report report = StatusPage.read(file);
    assertFalse(report.done());
    assertTrue(report.orderly());
    assertEquals(2, report.signal());
  }

  @Test
  void aStopAskedForByAnotherIsSeen() throws IOException {
    try (StatusPage parents = StatusPage.open(file.toFile())) {
      parents.requestStop(3);
    }
    assertEquals(3, page.requestedStop());
  }

  @Test
  void aFailureThatIsNotWholeIsNone() throws IOException {
    page.failure(new byte[1000]);
    byte[] all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 1));
    assertNull(StatusPage.read(file).failure());
  }

  @Test
  void stderrUpToTheRingIsWhole() throws IOException {
    String text = text(RING_BYTES);
    print(text.substring(0, 4000));
    assertEquals(text.substring(0, 4000), stderr());
    print(text.substring(4000));
    assertEquals(text, stderr());
  }

  @Test
  void stderrWrapsAround() throws IOException {
    String text = text(20_000);
    Random random = new Random(6);
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(700));
      print(text.substring(at, end));
      assertEquals(tail(text.substring(0, end)), stderr());
      at = end;
    }
  }

  @Test
  void moreThanTheRingAtOnceLeavesItsEnd() throws IOException {
    for (int length : new int[] {RING_BYTES - 1, RING_BYTES, RING_BYTES + 1, 9000, 100_003}) {
      String text = text(length);
      print("before");
      print(text);
      assertEquals(tail("before" + text), tail(stderr()));
      print("!");
      assertTrue(stderr().endsWith(text.substring(length - 100) + "!"));
    }
  }

  @Test
  void theOffsetIsHeeded() throws IOException {
    page.stderr("abcdef".getBytes(StandardCharsets.UTF_8), 2, 3);
    assertEquals("cde", stderr());
  }

  @Test
  void linesOfManyWritersAreNotMixed() throws Exception {
    List<Thread> writers = new ArrayList<>();
    ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
    try (PrintStream err = new PrintStream(new StderrTail(passedOn, page), true)) {
      for (int w = 0; w < 4; w++) {
        String line = Character.toString('a' + w).repeat(31);
        Thread writer =
            new Thread(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    synchronized (err) {
                      err.println(line);
                    }
                  }
                });
        writers.add(writer);
        writer.start();
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
    String all = passedOn.toString(StandardCharsets.UTF_8);
    assertEquals(4 * 500 * (31 + System.lineSeparator().length()), all.length());
    assertEquals(tail(all), stderr());
  }

  @Test
  void stderrMattersMoreThanThePage() throws IOException {
    page.close();
    ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
    try (StderrTail tail = new StderrTail(passedOn, page)) {
      tail.write("still here".getBytes(StandardCharsets.UTF_8));
      tail.write('!');
    }
    assertEquals("still here!", passedOn.toString(StandardCharsets.UTF_8));
  }
}
