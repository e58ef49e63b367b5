package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths with spaces, quotes and letters beyond ASCII. */
class OddPathsIT {
  /** Windows' own encoding has but some letters, and its file names no quotes. */
  private static final String NAME =
      File.separatorChar == '\\' ? "a b é #" : "a b é 日本 'c' #\"d\" \\e";

  /**
   * Copies the classes that it is given to a directory with the odd name, and runs the program there.
   * A JVM of its own, because the one of the test may be unable to name such files.
   */
  private static final String MOVER =
      """
      package mover;

      import java.io.File;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.stream.Stream;

      public final class Mover {
        public static void main(String[] args) throws Exception {
          Path odd = Files.createDirectories(Path.of(args[0]).resolve(Files.readString(Path.of(args[0], "name"))));
          List<String> entries = new ArrayList<>();
          for (int i = 1; i < args.length; i++) {
            Path from = Path.of(args[i]);
            Path to = odd.resolve(from.getFileName());
            try (Stream<Path> files = Files.walk(from)) {
              for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
              }
            }
            entries.add(to.toString());
          }
          Path temporary = Files.createDirectory(odd.resolve("tmp"));
          List<String> command = new ArrayList<>();
          command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
          command.add("-XX:TieredStopAtLevel=1");
          command.add("-Dfamily.odd=" + odd);
          command.add("-Djava.io.tmpdir=" + temporary);
          command.add("-Dprocessing4j.dir=" + temporary);
          command.add("-cp");
          command.add(String.join(File.pathSeparator, entries));
          command.add("family.hidden.Family");
          System.exit(new ProcessBuilder(command).directory(odd.toFile()).inheritIO().start().waitFor());
        }
      }
      """;

  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void make() {
    sandbox = new Sandbox(directory);
  }

  @Test
  void classPathDirectoriesAndProperties() throws Exception {
    Path mover = sandbox.source("mover", "mover.Mover", MOVER);
    Files.writeString(directory.resolve("name"), NAME);
    Run.Builder run = Run.java("-cp", mover.toString(), "mover.Mover", directory.toString());
    run.and(sandbox.classes().toString());
    for (Path jar : sandbox.ownJars()) {
      run.and(jar.toString());
    }

    Run ran = run.env("LC_ALL", "C.UTF-8").go().requireFamily();

    ran.requireEverywhere("family.odd", directory.toRealPath() + File.separator + NAME);
    ran.requireEverywhere("directory", ran.fact("main.directory"));
    assertEquals(directory.toRealPath() + File.separator + NAME, ran.fact("main.directory"));
  }
}
