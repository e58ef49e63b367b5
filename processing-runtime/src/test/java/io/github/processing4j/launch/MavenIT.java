package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that {@code mvn exec:java} runs, in a class loader and a thread group of its own. */
class MavenIT {
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>family</groupId>
        <artifactId>family</artifactId>
        <version>1</version>
        <build>
          <plugins>
            <plugin>
              <groupId>org.codehaus.mojo</groupId>
              <artifactId>exec-maven-plugin</artifactId>
              <version>%s</version>
              <configuration>
                <mainClass>%s</mainClass>
                <additionalClasspathElements>
                  %s
                </additionalClasspathElements>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  /** Its child ends when the main thread has. */
  private static final String LEAVER =
      """
      package family.hidden;

      import io.github.processing4j.Process;
      import io.github.processing4j.Processing;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.Duration;

      public final class Leaver {
        public static void main(String[] args) {
          String gone = Path.of("gone").toAbsolutePath().toString();
          Process.builder().daemon(true).target(Leaver::serve).build().start();
          new Process(() -> outlive(gone)).start();
          Thread main = Thread.currentThread();
          Thread watch =
              new Thread(
                  () -> {
                    try {
                      main.join();
                      System.out.println("left=yes");
                      Files.createFile(Path.of(gone));
                    } catch (Exception e) {
                      e.printStackTrace();
                    }
                  });
          watch.setDaemon(true);
          watch.start();
        }

        private static void serve() {
          while (true) {
            Processing.sleep(Duration.ofSeconds(1));
          }
        }

        private static void outlive(String gone) {
          while (!Files.exists(Path.of(gone))) {
            Processing.sleep(Duration.ofMillis(10));
          }
          System.out.println("outlived=yes");
        }
      }
      """;

  /** Its child would serve for ever. */
  private static final String SERVED =
      """
      package family.hidden;

      import io.github.processing4j.Process;
      import io.github.processing4j.Processing;
      import java.time.Duration;

      public final class Served {
        public static void main(String[] args) {
          Process server = Process.builder().daemon(true).target(Served::serve).build();
          server.start();
          System.out.println("server=" + server.getPid());
        }

        private static void serve() {
          while (true) {
            Processing.sleep(Duration.ofSeconds(1));
          }
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
  void program() throws Exception {
    Run run = exec(Sandbox.MAIN, sandbox.classes());

    run.requireFamily();
    assertFalse(run.out().contains("WARN"), run::toString);
  }

  @Test
  void programWhoseChildrenOutliveItsMain() throws Exception {
    Run run =
        exec("family.hidden.Leaver", sandbox.source("classes", "family.hidden.Leaver", LEAVER));

    assertEquals(0, run.exit(), run::toString);
    assertEquals("", run.err(), run::toString);
    assertEquals("yes", run.fact("left"), run::toString);
    assertEquals("yes", run.fact("outlived"), run::toString);
    assertTrue(run.out().contains("BUILD SUCCESS"), run::toString);
    assertFalse(run.out().contains("WARN"), run::toString);
  }

  @Test
  void programWhoseChildIsADaemon() throws Exception {
    Run run =
        exec("family.hidden.Served", sandbox.source("classes", "family.hidden.Served", SERVED));

    assertEquals(0, run.exit(), run::toString);
    assertEquals("", run.err(), run::toString);
    assertFalse(run.out().contains("WARN"), run::toString);
    long server = Long.parseLong(run.fact("server"));
    assertFalse(ProcessHandle.of(server).filter(ProcessHandle::isAlive).isPresent());
  }

  private Run exec(String mainClass, Path classes) throws Exception {
    Path home = Needs.path("test.maven.home", "Maven, which the build names");
    StringBuilder elements = new StringBuilder();
    for (Path element : sandbox.ownJars()) {
      elements.append("<element>").append(element).append("</element>");
    }
    elements.append("<element>").append(classes).append("</element>");
    Files.writeString(
        directory.resolve("pom.xml"),
        POM.formatted(System.getProperty("test.exec-plugin.version"), mainClass, elements));
    boolean windows = File.separatorChar == '\\';
    boolean warns = Runtime.version().feature() >= 24;
    return Run.command(
            home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(),
            "--offline",
            "--batch-mode",
            "-Dmaven.legacyLocalRepo=true",
            "-Dmaven.repo.local=" + System.getProperty("test.maven.repository"),
            "exec:java")
        .in(directory)
        .env("JAVA_HOME", System.getProperty("java.home"))
        .env(
            "MAVEN_OPTS",
            // Maven itself does what these JDKs warn of.
            "-XX:TieredStopAtLevel=1"
                + (warns
                    ? " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
                    : ""))
        .go()
        .withoutColours();
  }
}
