package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  /** A child, to which its package is open, sends records to its parent, to which it is not. */
  private static final String SENDER =
      """
      package sender;

      import io.github.processing4j.Process;
      import io.github.processing4j.Processing;
      import io.github.processing4j.Queue;
      import java.io.Serializable;

      public final class Sender {
        record Hidden(int number, String text) implements Serializable {}

        record Nested(Hidden first, sent.Exported second) implements Serializable {}

        public static void main(String[] args) throws Exception {
          Queue<Object> queue = Processing.queue();
          Process child =
              Processing.start(
                  () -> {
                    queue.put(new Hidden(1, "one"));
                    queue.put(new sent.Exported(2, "two"));
                    queue.put(new Nested(new Hidden(3, "three"), new sent.Exported(4, "four")));
                  });
          child.join();
          for (int i = 0; i < 3; i++) {
            System.out.println(queue.getNoWait());
          }
          queue.put(new Hidden(5, "five"));
          Process reader = Processing.start(() -> System.out.println(queue.getNoWait()));
          reader.join();
          System.out.println(child.getExitCode() + reader.getExitCode());
        }
      }
      """;

  private static final String EXPORTED =
      """
      package sent;

      public record Exported(int number, String text) implements java.io.Serializable {}
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

  @Test
  void recordsOfAPackageThatIsOpenInTheChildAlone() throws Exception {
    List<Path> library = sandbox.ownJars();
    Path app = sandbox.source("sender", "sent.Exported", EXPORTED);
    sandbox.source("sender", "sender.Sender", SENDER, "-cp", Sandbox.path(app, library));
    sandbox.source(
        "sender",
        "module-info",
        "module sender { requires io.github.processing4j; exports sent; }",
        "-p",
        Sandbox.path(library),
        "--patch-module",
        "sender=" + app);

    Run run = Run.java("-p", Sandbox.path(app, library), "-m", "sender/sender.Sender").go();

    assertEquals("", run.err(), run::toString);
    assertEquals(
        List.of(
            "Hidden[number=1, text=one]",
            "Exported[number=2, text=two]",
            "Nested[first=Hidden[number=3, text=three], second=Exported[number=4, text=four]]",
            "Hidden[number=5, text=five]",
            "0"),
        run.out().lines().toList(),
        run::toString);
  }
}
