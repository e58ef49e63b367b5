package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.launch.Sandbox.JarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs in one jar. */
class FatJarIT {
  private static final String SERVICE =
      "META-INF/services/io.github.processing4j.spi.ProcessingProvider";

  @TempDir Path directory;
  private Sandbox sandbox;
  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    classes = sandbox.classes();
  }

  @Test
  void merged() throws Exception {
    Run.java("-jar", merge("").toString()).go().requireFamily();
  }

  @Test
  void mergedWithoutServices() throws Exception {
    Run.java("-jar", merge(SERVICE).toString()).go().requireFamily();
  }

  private Path merge(String without) throws Exception {
    Path jar = directory.resolve("merged.jar");
    try (JarWriter out = new JarWriter(jar, Sandbox.manifest(Map.of("Main-Class", Sandbox.MAIN)))) {
      out.without(without);
      out.addAll("", classes);
      for (Path part : Sandbox.ownParts()) {
        out.addAll("", part);
      }
    }
    return jar;
  }

  @ParameterizedTest(name = "Spring Boot {0}")
  @CsvSource({
    "2, org.springframework.boot.loader.JarLauncher",
    "3, org.springframework.boot.loader.launch.JarLauncher"
  })
  void springBoot(String version, String launcher) throws Exception {
    Path jar = boot(version, launcher);
    Files.createDirectories(directory.resolve("elsewhere"));

    Run run =
        Run.java("-Dfamily.directory=elsewhere", "-jar", jar.getFileName().toString())
            .in(directory)
            .go()
            .requireFamily();

    assertEquals(jar.toString(), run.fact("grandchild.classpath"));
  }

  @ParameterizedTest(name = "Spring Boot {0}")
  @CsvSource({
    "2, org.springframework.boot.loader.JarLauncher",
    "3, org.springframework.boot.loader.launch.JarLauncher"
  })
  void springBootUnpacked(String version, String launcher) throws Exception {
    Path unpacked = directory.resolve("unpacked");
    Sandbox.unpack(boot(version, launcher), unpacked);
    Files.createDirectories(unpacked.resolve("elsewhere"));

    Run.java("-Dfamily.directory=elsewhere", "-cp", ".", launcher)
        .in(unpacked)
        .go()
        .requireFamily();
  }

  private Path boot(String version, String launcher) throws Exception {
    Path loader =
        Needs.path("test.boot-loaders", "Spring Boot's loaders, which the build fetches")
            .resolve(version + ".jar");
    Path jar = directory.resolve("boot.jar");
    Map<String, String> manifest =
        Map.of(
            "Main-Class",
            launcher,
            "Start-Class",
            Sandbox.MAIN,
            "Spring-Boot-Version",
            version + ".0.0",
            "Spring-Boot-Classes",
            "BOOT-INF/classes/",
            "Spring-Boot-Lib",
            "BOOT-INF/lib/");
    try (JarWriter out = new JarWriter(jar, Sandbox.manifest(manifest))) {
      out.addAll("", loader);
      out.addDirectory("BOOT-INF/");
      out.addDirectory("BOOT-INF/classes/");
      out.addAll("BOOT-INF/classes/", classes);
      out.addDirectory("BOOT-INF/lib/");
      for (Path part : sandbox.ownJars()) {
        out.addStored("BOOT-INF/lib/" + part.getFileName(), part);
      }
    }
    return jar;
  }
}
