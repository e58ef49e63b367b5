package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.endsWell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files of shared memory that are not what they should be, and handles that are not from here. */
@Functional
class BadSegmentIT {

  /** Puts something else in place of a file, whose bytes it is given. */
  private interface Deed {
    void on(Path file, byte[] content) throws Exception;
  }

  private static byte[] withInt(byte[] content, int at, int value) {
    ByteBuffer.wrap(content).order(ByteOrder.nativeOrder()).putInt(at, value);
    return content;
  }

  private static void write(Path file, byte[] content, int length) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(content, 0, length);
    }
  }

  private static Path session() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(BadSegmentIT::target)
          .filter(target -> target.endsWith("/alive"))
          .map(target -> Path.of(target).getParent())
          .findAny()
          .orElseThrow();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** What each is to be told of. */
  private static Map<String, Deed> deeds() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put(
        "another version of the library",
        (file, content) -> write(file, withInt(content, 8, 77), content.length));
    deeds.put(
        "no segment of processing4j",
        (file, content) -> write(file, withInt(content, 0, 77), content.length));
    deeds.put(
        "is of kind 77", (file, content) -> write(file, withInt(content, 12, 77), content.length));
    deeds.put("truncated to 10 bytes", (file, content) -> write(file, content, 10));
    deeds.put("is truncated: it has 1000 bytes", (file, content) -> write(file, content, 1000));
    deeds.put("closed by all", (file, content) -> {});
    deeds.put(
        "is a link",
        (file, content) -> {
          Path elsewhere = file.resolveSibling(file.getFileName() + ".elsewhere");
          write(elsewhere, content, content.length);
          Files.createSymbolicLink(file, elsewhere);
        });
    deeds.put("or a directory", (file, content) -> Files.createDirectory(file));
    if (System.getProperty("user.name").equals("root")) {
      deeds.put(
          "belongs to user 65534",
          (file, content) -> {
            write(file, content, content.length);
            Shell.run("chown", "65534", file.toString());
          });
    }
    return deeds;
  }

  @Test
  @DisplayName(
      "of another version, truncated, foreign, planted or gone: an error that names the path")
  void segmentsThatAreNotWhatTheyShouldBe() throws Exception {
    Queue<String> answers = Processing.queue();
    List<Queue<String>> bad = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Map<String, Deed> deeds = deeds();
    for (Deed deed : deeds.values()) {
      Queue<String> queue = Processing.queue();
      bad.add(queue);
      Path file =
          session().resolve(queue.toString().replaceAll(".*?([0-9a-z]+-[0-9a-z]+\\.seg).*", "$1"));
      files.add(file);
      byte[] content = Files.readAllBytes(file);
      // This process goes on with what it has mapped.
      Files.delete(file);
      deed.on(file, content);
    }
    Process child =
        started(
            () -> {
              for (Queue<String> queue : bad) {
                SegmentException e = assertThrows(SegmentException.class, queue::size);
                answers.put(e.path());
                answers.put(e.getMessage());
              }
            });
    int i = 0;
    for (String told : deeds.keySet()) {
      String path = files.get(i++).toString();
      assertEquals(path, answers.get(Eventually.LONG), told);
      String message = answers.get(Eventually.LONG);
      assertTrue(message.contains(path), message);
      assertTrue(message.contains(told), () -> "not '" + told + "': " + message);
    }
    endsWell(child);
    for (Path file : files) {
      Shell.run("rm", "-rf", file.toString(), file + ".elsewhere");
    }
  }

  /** Reads a handle that was written in another tree. */
  static final class ReadsAHandle {
    private ReadsAHandle() {}

    public static void main(String[] args) throws Exception {
      Processing.queue().put("a session of its own");
      byte[] written = Files.readAllBytes(Path.of(args[0]));
      try {
        Queue<?> queue = (Queue<?>) new Decoder(written).getValue();
        System.out.println("read " + queue.take());
      } catch (SegmentException e) {
        System.out.println("refused " + e.getMessage());
      }
    }
  }

  @Test
  @DisplayName("a handle is carried to another tree, or written to a file: an error that says so")
  void handleOfAnotherTree(Notes notes) throws Exception {
    Queue<String> queue = Processing.queue();
    queue.put("ours");
    Files.write(notes.path("handle"), new Encoder().putValue(queue, "it").toBytes());
    try (TestJvm other = TestJvm.of(ReadsAHandle.class, notes.path("handle")).start()) {
      assertEquals(0, other.awaitExit(), other::err);
      assertTrue(other.out().startsWith("refused a handle of another tree"), other::out);
      assertTrue(other.out().contains(session().getFileName().toString()), other::out);
    }
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      NotSendableException e =
          assertThrows(NotSendableException.class, () -> out.writeObject(queue));
      assertTrue(e.getMessage().contains("cannot be stored"), e::getMessage);
    }
    assertEquals("ours", queue.take());
  }
}
