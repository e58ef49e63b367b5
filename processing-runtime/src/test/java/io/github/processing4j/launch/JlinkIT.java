package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime image that holds program and library. */
class JlinkIT {
  @TempDir Path directory;

  @Test
  void runtimeImage() throws Exception {
    Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
    Needs.that(jlink.isPresent(), "jlink");
    Sandbox sandbox = new Sandbox(directory);
    Path image = directory.resolve("image");
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);

    int exit =
        jlink
            .get()
            .run(
                out,
                out,
                "--module-path",
                Sandbox.path(sandbox.module(), sandbox.ownJars()),
                "--add-modules",
                "family,io.github.processing4j.runtime",
                "--output",
                image.toString());

    assertEquals(0, exit, said::toString);
    Run.command(
            image.resolve("bin").resolve("java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-m",
            "family/" + Sandbox.MAIN)
        .go()
        .requireFamily()
        .requireEverywhere("home", image.toRealPath().toString())
        .requireEverywhere("module", "module family");
  }
}
