package io.github.processing4j.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.Processing;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a start that fails leaves behind: nothing. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its executables are made otherwise")
class FailedStartIT {
  private static final int TIMES = 20;

  @TempDir Path home;

  private List<String> filesBefore;
  private int childrenBefore;

  @BeforeEach
  void startOne() throws Exception {
    Process first = new Process(() -> {});
    first.start();
    first.join();
    filesBefore = files();
    childrenBefore = Processing.activeChildren().size();
  }

  /** The files of the session but for argument files, which processes share. */
  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(Session.current().directory())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".args"))
          .sorted()
          .toList();
    }
  }

  private void assertNothingLeft() throws Exception {
    assertEquals(filesBefore, files());
    assertEquals(childrenBefore, Processing.activeChildren().size());
    Process next = new Process(() -> {});
    next.start();
    next.join();
    assertEquals(0, next.getExitCode());
  }

  @Test
  void ofATargetThatCannotBeSent() throws Exception {
    Object unsendable = new Object();
    for (int i = 0; i < TIMES; i++) {
      Process process = new Process(() -> System.out.println(unsendable));
      assertThrows(NotSendableException.class, process::start);
    }
    assertNothingLeft();
  }

  @Test
  void ofAProgramThatCannotBeExecuted() throws Exception {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/nowhere/interpreter\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    JvmOptions options = JvmOptions.builder().javaHome(home).build();
    for (int i = 0; i < TIMES; i++) {
      Process process = Process.builder().target(() -> {}).jvm(options).build();
      ProcessStartException failed = assertThrows(ProcessStartException.class, process::start);
      assertTrue(failed.getMessage().startsWith("cannot launch " + java), failed::getMessage);
    }
    assertNothingLeft();
  }

  /** The slot of the next child is known, so its page can be there before it is made. */
  @Test
  void ofAPageThatCannotBeMade() throws Exception {
    Session session = Session.current();
    long next = session.newSlot() + 1;
    Path inTheWay = session.write(next + ".st", new byte[0]);
    Process process = new Process(() -> {});
    RuntimeException failed = assertThrows(RuntimeException.class, process::start);
    assertTrue(failed.getMessage().contains(session.directory().toString()), failed::getMessage);
    Files.deleteIfExists(inTheWay);
    assertNothingLeft();
  }
}
