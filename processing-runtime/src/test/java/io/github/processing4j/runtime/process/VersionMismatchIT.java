package io.github.processing4j.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.VersionMismatchException;
import io.github.processing4j.runtime.launch.Payload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child whose JVM finds another version of the library than its parent. */
@Timeout(60)
class VersionMismatchIT {
  private static final String OTHER = "9" + Payload.VERSION.substring(1);

  @TempDir Path other;

  @Test
  void bothVersionsAreNamed() throws Exception {
    copyAsOther(Process.class);
    copyAsOther(Payload.class);
    // What is appended to the boot class path is found before the class path.
    Process process =
        Process.builder()
            .target(() -> {})
            .jvm(JvmOptions.builder().flags("-Xbootclasspath/a:" + other).build())
            .build();
    process.start();
    ProcessStartException failed = assertThrows(ProcessStartException.class, process::join);
    String why =
        "the parent runs processing4j "
            + Payload.VERSION
            + ", this child "
            + OTHER
            + ": its class path finds another version; give both the same";
    assertTrue(failed.getMessage().contains(why), failed::getMessage);
    assertInstanceOf(VersionMismatchException.class, failed.getCause());
    assertEquals(why, failed.getCause().getMessage());
    assertEquals(failed, process.getFailure());
    assertEquals(1, process.getExitCode());
  }

  /** Copies the classes of a module, from its directory or its jar. */
  private void copyAsOther(Class<?> ofModule) throws Exception {
    URI location = ofModule.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path classes = Path.of(location);
    if (Files.isDirectory(classes)) {
      copyAll(classes);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        copyAll(jar.getPath("/"));
      }
    }
  }

  private void copyAll(Path from) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      Path to = other.resolve(from.relativize(file).toString());
      Files.createDirectories(to.getParent());
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      Files.writeString(to, content.replace(Payload.VERSION, OTHER), StandardCharsets.ISO_8859_1);
    }
  }
}
