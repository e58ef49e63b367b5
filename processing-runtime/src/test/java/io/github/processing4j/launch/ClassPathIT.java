package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a class path, in all its forms. */
class ClassPathIT {
  @TempDir Path directory;
  private Sandbox sandbox;
  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    classes = sandbox.classes();
  }

  @Test
  void directories() throws Exception {
    Run.java("-cp", Sandbox.path(classes, sandbox.ownDirectories()), Sandbox.MAIN)
        .go()
        .requireFamily();
  }

  @Test
  void jars() throws Exception {
    Path app = sandbox.jar("app.jar", null, classes);

    Run.java("-cp", Sandbox.path(app, sandbox.ownJars()), Sandbox.MAIN).go().requireFamily();
  }

  @Test
  void jarsOfTheVariable() throws Exception {
    Run.java(Sandbox.MAIN)
        .env("CLASSPATH", Sandbox.path(classes, sandbox.ownJars()))
        .go()
        .requireFamily();
  }

  @Test
  void manifestWithRelativeEntries() throws Exception {
    Path app = Files.createDirectories(directory.resolve("app dir"));
    List<String> entries = new ArrayList<>();
    for (Path jar : sandbox.ownJars()) {
      Files.copy(jar, app.resolve(jar.getFileName()));
      entries.add(jar.getFileName().toString());
    }
    Files.move(sandbox.jar("app.jar", null, classes), app.resolve("the program.jar"));
    entries.add("the%20program.jar");
    sandbox.jar("app dir/start.jar", manifestOf(entries), new Path[0]);

    Run.java("-jar", "app dir/start.jar").in(directory).go().requireFamily();
  }

  @Test
  void manifestWithAbsoluteEntries() throws Exception {
    List<String> entries = new ArrayList<>(List.of(classes.toUri().toString()));
    for (Path jar : sandbox.ownJars()) {
      entries.add(jar.toUri().toString());
    }
    Path start = sandbox.jar("start.jar", manifestOf(entries), new Path[0]);

    Run.java("-jar", start.toString()).go().requireFamily();
  }

  @Test
  void whatTheManifestOpens() throws Exception {
    List<Path> all = new ArrayList<>(sandbox.ownJars());
    all.add(classes);
    Map<String, String> attributes =
        Map.of("Main-Class", Sandbox.MAIN, "Add-Opens", "java.base/java.util.zip");
    Path start = sandbox.jar("all.jar", Sandbox.manifest(attributes), all.toArray(new Path[0]));

    Run.java("-jar", start.toString()).go().requireFamily().requireEverywhere("opened", "true");
  }

  @Test
  void relativeEntriesAndAChildInAnotherDirectory() throws Exception {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    List<Path> relative = new ArrayList<>();
    for (Path jar : sandbox.ownJars()) {
      relative.add(directory.relativize(Files.copy(jar, directory.resolve(jar.getFileName()))));
    }

    Run run =
        Run.java(
                "-Dfamily.directory=elsewhere",
                "-cp",
                Sandbox.path(Path.of("classes"), relative),
                Sandbox.MAIN)
            .in(directory)
            .go()
            .requireFamily();

    assertEquals(elsewhere.toRealPath().toString(), run.fact("child.directory"));
    assertEquals(elsewhere.toRealPath().toString(), run.fact("grandchild.directory"));
  }

  @Test
  void wildcardsAndAnEmptyEntry() throws Exception {
    Path lib = Files.createDirectories(directory.resolve("lib"));
    for (Path jar : sandbox.ownJars()) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));

    Run.java(
            "-Dfamily.directory=" + elsewhere,
            "-cp",
            ".." + File.separator + "lib" + File.separator + "*" + File.pathSeparator,
            Sandbox.MAIN)
        .in(classes)
        .go()
        .requireFamily();
  }

  @Test
  void aClassPathOfFortyKilobytes() throws Exception {
    List<Path> entries = new ArrayList<>();
    int length = 0;
    while (length < 40_000) {
      Path nowhere = directory.resolve("a-directory-that-is-not-there-" + entries.size());
      entries.add(nowhere);
      length += nowhere.toString().length() + 1;
    }
    entries.add(classes);
    entries.addAll(sandbox.ownJars());
    Path arguments = directory.resolve("arguments");
    Files.writeString(arguments, "-cp \"" + Sandbox.path(entries).replace("\\", "\\\\") + "\"\n");

    Run run = Run.java("@" + arguments, Sandbox.MAIN).go().requireFamily();

    assertTrue(run.fact("grandchild.classpath").length() > 40_000);
  }

  private static java.util.jar.Manifest manifestOf(List<String> classPath) {
    return Sandbox.manifest(
        Map.of("Main-Class", Sandbox.MAIN, "Class-Path", String.join(" ", classPath)));
  }
}
