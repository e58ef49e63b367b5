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

/** Spares whose class path changes on disk: what is there when a process starts is what it runs. */
class StandbyFilesIT {
  /** Replaces a file by another, and starts a process by standby before and after. */
  private static final String MAIN =
      """
      package app;

      import io.github.processing4j.Context;
      import io.github.processing4j.Process;
      import io.github.processing4j.Processing;
      import io.github.processing4j.StandbyOptions;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardCopyOption;
      import java.nio.file.attribute.FileTime;
      import java.util.List;

      public final class Main {
        private static final Context STANDBY = Processing.getContext("standby");

        public static void main(String[] args) throws Exception {
          if (Boolean.getBoolean("app.preload")) {
            Processing.setStandby(StandbyOptions.builder().preload("versions.Version").build());
          }
          while (!tell("before", spares())) {
            // Where classes are preloaded, those that still boot are not handed out.
            Thread.onSpinWait();
          }
          List<Long> there = spares();
          Path file = Path.of(args[1]);
          switch (args[0]) {
            case "replace" ->
                Files.move(Path.of(args[2]), file, StandardCopyOption.REPLACE_EXISTING);
            case "touch" -> Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            case "delete" -> Files.delete(file);
            default -> throw new IllegalArgumentException(args[0]);
          }
          tell("after", there);
        }

        /** Waits until there are two; more is not to be seen from outside. */
        private static List<Long> spares() throws InterruptedException {
          Process process = Process.builder().context(STANDBY).target(Main::nothing).build();
          process.start();
          process.join();
          List<Long> children = List.of();
          while (children.size() != 2) {
            Thread.sleep(5);
            children = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
          }
          return children;
        }

        private static void nothing() {}

        private static boolean tell(String when, List<Long> spares) {
          Process process =
              Process.builder()
                  .context(STANDBY)
                  .target(() -> System.out.println(when + "=" + version()))
                  .build();
          process.start();
          process.join();
          boolean spare = spares.contains(process.getPid());
          System.out.println(when + ".spare=" + spare);
          return spare;
        }

        private static String version() {
          try {
            return (String) Class.forName("versions.Version").getMethod("value").invoke(null);
          } catch (ReflectiveOperationException e) {
            return "none";
          }
        }
      }
      """;

  @TempDir Path directory;
  private Sandbox sandbox;
  private Path classes;
  private Path oldVersion;
  private Path newVersion;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    classes = sandbox.source("classes", "app.Main", MAIN);
    oldVersion = version("old");
    newVersion = version("new");
  }

  private Path version(String value) throws Exception {
    return sandbox.source(
        value,
        "versions.Version",
        "package versions; public class Version { public static String value() { return \""
            + value
            + "\"; } }");
  }

  private static void tells(Run run, String after, boolean fromSpares) {
    assertEquals(0, run.exit(), run::toString);
    assertEquals("old", run.fact("before"), run::toString);
    assertEquals("true", run.fact("before.spare"), run::toString);
    assertEquals(after, run.fact("after"), run::toString);
    assertEquals(Boolean.toString(fromSpares), run.fact("after.spare"), run::toString);
    assertEquals("", run.err());
  }

  private Run onClassPath(Path version, String... arguments) throws Exception {
    List<Path> all = new ArrayList<>(sandbox.ownJars());
    all.add(version);
    return Run.java("-cp", Sandbox.path(classes, all), "app.Main").and(arguments).go();
  }

  private Path oldJar() throws Exception {
    return sandbox.jar("version.jar", null, oldVersion);
  }

  private Path newJar() throws Exception {
    return sandbox.jar("newer.jar", null, newVersion);
  }

  @Test
  void jarIsReplaced() throws Exception {
    Path jar = oldJar();
    tells(onClassPath(jar, "replace", jar.toString(), newJar().toString()), "new", false);
  }

  @Test
  void jarIsTouched() throws Exception {
    Path jar = oldJar();
    tells(onClassPath(jar, "touch", jar.toString()), "old", false);
  }

  @Test
  void jarIsDeleted() throws Exception {
    Path jar = oldJar();
    tells(onClassPath(jar, "delete", jar.toString()), "none", false);
  }

  private static String classFile(Path root) {
    return root.resolve("versions").resolve("Version.class").toString();
  }

  @Test
  void classInADirectoryIsReplaced() throws Exception {
    Run run = onClassPath(oldVersion, "replace", classFile(oldVersion), classFile(newVersion));
    tells(run, "new", true);
  }

  private Path start(Path version) throws Exception {
    List<String> entries = new ArrayList<>();
    for (Path path : sandbox.ownJars()) {
      entries.add(path.toUri().toString());
    }
    entries.add(classes.toUri().toString());
    entries.add(version.toUri().toString());
    return sandbox.jar(
        "start.jar",
        Sandbox.manifest(
            Map.of("Main-Class", "app.Main", "Class-Path", String.join(" ", entries))));
  }

  @Test
  void jarInAManifestIsReplaced() throws Exception {
    Path jar = oldJar();
    Run run =
        Run.java("-jar", start(jar).toString(), "replace", jar.toString(), newJar().toString())
            .go();
    tells(run, "new", false);
  }

  private Run preloads(String... arguments) {
    return Run.java("-Dapp.preload=true").and(arguments).go();
  }

  @Test
  void preloadedClassInADirectoryIsReplaced() throws Exception {
    List<Path> all = new ArrayList<>(sandbox.ownJars());
    all.add(oldVersion);
    Run run =
        preloads(
            "-cp",
            Sandbox.path(classes, all),
            "app.Main",
            "replace",
            classFile(oldVersion),
            classFile(newVersion));
    tells(run, "new", false);
  }

  @Test
  void preloadedClassInADirectoryInAManifestIsReplaced() throws Exception {
    String start = start(oldVersion).toString();
    Run run = preloads("-jar", start, "replace", classFile(oldVersion), classFile(newVersion));
    tells(run, "new", false);
  }

  @Test
  void jarInADirectoryOfAModulePathIsReplaced() throws Exception {
    Path modules = Files.createDirectories(directory.resolve("modules"));
    Files.move(sandbox.jar("app.jar", null, classes), modules.resolve("app.jar"));
    Path jar = Files.move(oldJar(), modules.resolve("version.jar"));
    Run run =
        Run.java(
                "-p",
                modules.toString(),
                "-cp",
                Sandbox.path(sandbox.ownJars()),
                "-m",
                "app/app.Main",
                "replace",
                jar.toString(),
                newJar().toString())
            .go();
    tells(run, "new", false);
  }
}
