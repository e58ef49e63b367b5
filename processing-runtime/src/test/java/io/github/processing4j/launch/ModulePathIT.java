package io.github.processing4j.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a module path, or half on one. */
class ModulePathIT {
  private static final String BOOTER =
      """
      package booter;

      public final class Booter {
        public static void main(String[] args) throws Exception {
          Class.forName("family.hidden.Family")
              .getMethod("main", String[].class)
              .invoke(null, (Object) args);
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
  void programAndLibraryAreModules() throws Exception {
    Run.java(
            "-p", Sandbox.path(sandbox.module(), sandbox.ownJars()), "-m", "family/" + Sandbox.MAIN)
        .go()
        .requireFamily()
        .requireEverywhere("module", "module family")
        .requireEverywhere("library", "module io.github.processing4j");
  }

  @Test
  void relativeModulePathAndAChildInAnotherDirectory() throws Exception {
    Path modules = directory.resolve("modules");
    Files.createDirectories(modules);
    for (Path jar : sandbox.ownJars()) {
      Files.copy(jar, modules.resolve(jar.getFileName()));
    }
    sandbox.jar("modules/family.jar", null, sandbox.module());

    Run.java("-Dfamily.directory=modules", "-p", "modules", "-m", "family/" + Sandbox.MAIN)
        .in(directory)
        .go()
        .requireFamily();
  }

  @Test
  void programIsAnAutomaticModuleAndTheLibraryOnTheClassPath() throws Exception {
    Path app =
        sandbox.jar(
            "family.jar",
            Sandbox.manifest(Map.of("Automatic-Module-Name", "family")),
            sandbox.classes());

    Run.java(
            "-p",
            app.toString(),
            "-cp",
            Sandbox.path(sandbox.ownJars()),
            "-m",
            "family/" + Sandbox.MAIN)
        .go()
        .requireFamily()
        .requireEverywhere("module", "module family");
  }

  @Test
  void programIsAModuleThatReadsTheClassPath() throws Exception {
    Path app = sandbox.classes();
    sandbox.source(
        "classes",
        "module-info",
        "module family { requires java.management; }",
        "--patch-module",
        "family=" + app);

    Run.java(
            "--add-reads",
            "family=ALL-UNNAMED",
            "-p",
            app.toString(),
            "-cp",
            Sandbox.path(sandbox.ownJars()),
            "-m",
            "family/" + Sandbox.MAIN)
        .go()
        .requireFamily()
        .requireEverywhere("module", "module family");
  }

  @Test
  void apiIsAModuleAndTheEngineOnTheClassPath() throws Exception {
    List<Path> library = sandbox.ownJars();

    Run.java(
            "-p",
            Sandbox.path(List.of(sandbox.module(), library.get(1))),
            "-cp",
            Sandbox.path(List.of(library.get(0), library.get(2))),
            "-m",
            "family/" + Sandbox.MAIN)
        .go()
        .requireFamily()
        .requireEverywhere("module", "module family");
  }

  @Test
  void libraryIsOnTheModulePathAndTheProgramOnTheClassPath() throws Exception {
    Run run =
        Run.java(
                "-p",
                Sandbox.path(sandbox.ownJars()),
                "--add-modules",
                "io.github.processing4j",
                "-cp",
                sandbox.classes().toString(),
                Sandbox.MAIN)
            .go();

    run.requireFamily().requireEverywhere("library", "module io.github.processing4j");
  }

  /** As Surefire does: its own main class on the class path, the tests patched into the module. */
  @Test
  void moduleIsPatchedAndItsMainClassIsNot() throws Exception {
    Path booter = sandbox.source("booter", "booter.Booter", BOOTER);
    Path module = sandbox.module();
    sandbox.classes();

    Run.java(
            "-p",
            Sandbox.path(module, sandbox.ownJars()),
            "--patch-module",
            "family=classes",
            "--add-opens",
            "family/family.hidden=ALL-UNNAMED",
            "--add-modules",
            "family",
            "-Dfamily.directory=module",
            "-cp",
            booter.toString(),
            "booter.Booter")
        .in(directory)
        .go()
        .requireFamily()
        .requireEverywhere("module", "module family");
  }
}
