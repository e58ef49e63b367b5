package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that launches itself once more, however it was started. */
class ThisProgramIT {
  private static final String TWICE =
      """
      package twice;

      import io.github.processing4j.spawn.Subprocess;
      import io.github.processing4j.spawn.SubprocessBuilder;
      import java.lang.management.ManagementFactory;
      import java.nio.file.Path;
      import java.util.List;

      public final class Twice {
        public static void main(String[] args) {
          String role = System.getenv("ROLE");
          System.out.println(
              (role == null ? "main" : role)
                  + " " + List.of(args)
                  + " " + System.getProperty("color")
                  + " " + ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-Xmx64m")
                  + " " + Subprocess.programFolder().getFileName());
          if (role == null) {
            SubprocessBuilder again =
                Subprocess.builder().thisProgram().env("ROLE", "again").directory(Path.of("/"));
            again.start().waitFor();
            Subprocess.builder().thisProgram("other").env("ROLE", "with").start().waitFor();
          }
        }
      }
      """;

  @TempDir Path directory;
  private Sandbox sandbox;
  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    classes = sandbox.source("classes", "twice.Twice", TWICE);
  }

  private static void requireBoth(Run run, String folder) {
    assertEquals("", run.err());
    assertEquals(
        List.of(
            "main [a, two words, ] red true " + folder,
            "again [a, two words, ] red true " + folder,
            "with [other] red true " + folder),
        run.out().lines().toList());
  }

  private static Run run(Path directory, String... program) {
    List<String> all = new ArrayList<>(List.of("-Xmx64m", "-Dcolor=red"));
    all.addAll(List.of(program));
    all.addAll(List.of("a", "two words", ""));
    return Run.java(all.toArray(new String[0])).in(directory).go();
  }

  @Test
  void fromClassPathWithRelativeEntries() throws Exception {
    String path = "classes:" + Sandbox.path(Sandbox.ownParts());
    requireBoth(run(directory, "-cp", path, "twice.Twice"), "classes");
  }

  @Test
  void fromJarOnTheClassPath() throws Exception {
    Path app = sandbox.jar("my app/app.jar", null, classes);
    String path = Sandbox.path(app, Sandbox.ownParts());
    requireBoth(run(directory, "-cp", path, "twice.Twice"), "my app");
  }

  @Test
  void fromExecutableJar() throws Exception {
    List<String> entries = new ArrayList<>();
    for (Path part : Sandbox.ownParts()) {
      entries.add(part.toUri().toString());
    }
    sandbox.jar(
        "my app/app.jar",
        Sandbox.manifest(
            Map.of("Main-Class", "twice.Twice", "Class-Path", String.join(" ", entries))),
        classes);
    requireBoth(run(directory, "-jar", "my app/app.jar"), "my app");
  }

  @Test
  void fromModule() throws Exception {
    Path source = directory.resolve("source/twice/module-info.java");
    Files.writeString(
        source, "module twice { requires io.github.processing4j; requires java.management; }");
    Path module = directory.resolve("module");
    String parts = Sandbox.path(Sandbox.ownParts());
    Run compiled =
        Run.command(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-p",
                parts,
                "-d",
                module.toString(),
                source.toString(),
                source.resolveSibling("Twice.java").toString())
            .go();
    assertEquals(0, compiled.exit(), compiled::toString);
    String path = Sandbox.path(module, Sandbox.ownParts());
    requireBoth(run(directory, "-p", path, "-m", "twice/twice.Twice"), "module");
  }

  @Test
  void fromSourceFile() throws Exception {
    String path = Sandbox.path(Sandbox.ownParts());
    requireBoth(run(directory, "-cp", path, "source/twice/Twice.java"), "twice");
  }
}
