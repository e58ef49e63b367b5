package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This very JVM, which a build or an IDE has started for its tests. */
class ForkedTestIT {
  @TempDir Path directory;

  @Test
  void childOfATest() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    JvmOptions options =
        JvmOptions.builder()
            .output(Redirect.to(out.toFile()))
            .error(Redirect.to(err.toFile()))
            .build();

    Process child =
        Process.builder().name("Elder").target(ForkedTestIT::elder).jvm(options).build();
    child.start();
    child.join();

    assertEquals("", Files.readString(err));
    assertEquals(List.of("Elder", "Elder:1 of Elder"), Files.readAllLines(out));
    assertEquals(0, child.getExitCode());
    assertNull(child.getFailure());
  }

  private static void elder() {
    System.out.println(Process.current().getName());
    Process grandchild =
        new Process(
            "Elder:1",
            () ->
                System.out.println(
                    Process.current().getName() + " of " + Process.parent().getName()));
    grandchild.start();
    grandchild.join();
    System.exit(grandchild.getExitCode());
  }
}
