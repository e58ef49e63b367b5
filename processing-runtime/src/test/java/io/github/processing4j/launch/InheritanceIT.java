package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a JVM's flags and environment its children and grandchildren have too. */
class InheritanceIT {
  private static final String AGENT =
      """
      package agent;

      public final class Agent {
        public static void premain(String options) {
          System.out.println("agent=" + options);
        }
      }
      """;

  @TempDir Path directory;
  private Sandbox sandbox;
  private String classPath;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    classPath = Sandbox.path(sandbox.classes(), sandbox.ownJars());
  }

  @Test
  void propertiesVerbatim() {
    String odd = " one  \"two\" 'three' \\four\\\\ #five\tsix\nseven\r\n@eight %PATH% $HOME *";

    Run run = plain("-Dfamily.odd=" + odd, "-Dfamily.empty=", "-Dfamily.bare").go();

    run.requireFamily()
        .requireEverywhere("family.odd", odd)
        .requireEverywhere("family.empty", "")
        .requireEverywhere("family.bare", "");
  }

  @Test
  void heapCollectorAndOpensAreInherited() {
    Run run =
        plain(
                "-Xms16m",
                "-Xmx96m",
                "-XX:+UseParallelGC",
                "--add-opens",
                "java.base/java.util.zip=ALL-UNNAMED")
            .go()
            .requireFamily()
            .requireEverywhere("opened", "true")
            .requireEverywhere("gc", "PS Scavenge");

    run.requireEverywhere("heap", run.fact("main.heap"));
  }

  @Test
  void heapIsReplaced() {
    Run run =
        plain("-Xms200m", "-Xmx400m", "-XX:+UseSerialGC", "-Dfamily.heap=64m").go().requireFamily();

    assertTrue(Long.parseLong(run.fact("child.heap")) <= 64 << 20, run::toString);
    assertEquals(run.fact("child.heap"), run.fact("grandchild.heap"));
  }

  @Test
  void heapOfAVariableIsReplaced() {
    Run run = plain("-Dfamily.heap=64m").env("JAVA_TOOL_OPTIONS", "-Xms200m -Xmx400m").go();

    assertEquals("Picked up JAVA_TOOL_OPTIONS: -Xms200m -Xmx400m", run.err().strip());
    run.requireFamilyRan();
    assertTrue(Long.parseLong(run.fact("grandchild.heap")) <= 64 << 20, run::toString);
  }

  @Test
  void collectorAndHeapAreReplacedByFlags() {
    Run run =
        plain(
                "-Xms200m",
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-Dfamily.flags=-XX:+UseParallelGC,-Xmx64m")
            .go()
            .requireFamily();

    assertEquals("PS Scavenge", run.fact("child.gc"));
    assertEquals("PS Scavenge", run.fact("other.gc"));
    assertTrue(Long.parseLong(run.fact("grandchild.heap")) <= 64 << 20, run::toString);
  }

  @Test
  void whatTwoJvmsCannotShareIsNot() throws Exception {
    Path agent = agent();
    Run run =
        plain(
                "-javaagent:" + agent + "=flag",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0",
                "-Dcom.sun.management.jmxremote.port=0",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Xlog:gc*:file=one.log",
                "-Xlog:gc:two.log",
                "-Xlog:gc:file=each-%p.log",
                "-XX:StartFlightRecording=filename=three.jfr",
                "-XX:SharedArchiveFile=none.jsa",
                "-Dfamily.kept=yes")
            .in(directory)
            .go();

    run.requireFamilyRan().requireEverywhere("family.kept", "yes");
    assertEquals(1, run.out().split("agent=flag", -1).length - 1, run::toString);
    for (String role : List.of("child", "grandchild", "other")) {
      String flags = run.fact(role + ".flags");
      for (String not :
          List.of(
              "javaagent", "jdwp", "jmxremote", "one.log", "two.log", "FlightRec", "none.jsa")) {
        assertFalse(flags.contains(not), () -> not + " in " + flags);
      }
      assertTrue(flags.contains("each-%p.log"), flags);
    }
  }

  @Test
  void agentsAreInheritedByAChildThatAsksForThem() throws Exception {
    Run run = plain("-javaagent:" + agent() + "=flag", "-Dfamily.agents=true").go();

    run.requireFamily();
    assertEquals(2, run.out().split("agent=flag", -1).length - 1, run::toString);
  }

  @Test
  void variablesOfTheLauncher() throws Exception {
    Path agent = agent();
    Run run =
        plain("-Dfamily.flag=f")
            .env("JDK_JAVA_OPTIONS", "-Dfamily.jdk='a  b' -javaagent:" + agent + "=jdk")
            .env("JAVA_TOOL_OPTIONS", "-Dfamily.tool=\"c  d\"")
            .go();

    run.requireFamilyRan()
        .requireEverywhere("family.flag", "f")
        .requireEverywhere("family.jdk", "a  b")
        .requireEverywhere("family.tool", "c  d");
    assertEquals(1, run.out().split("agent=jdk", -1).length - 1, run::toString);
    for (String line : run.err().split("\\R")) {
      assertTrue(line.contains("Picked up J"), line);
    }
  }

  @Test
  void theLocaleC() {
    plain().env("LC_ALL", "C").go().requireFamily();
  }

  @Test
  void anotherJavaHome() {
    int other = Runtime.version().feature() == 17 ? 25 : 17;
    Path home = Needs.jdk(other);

    Run run = plain("-Dfamily.home=" + home).go().requireFamily();

    for (String role : List.of("child", "grandchild", "other")) {
      assertEquals(String.valueOf(other), run.fact(role + ".version"), run::toString);
    }
  }

  /** A run whose flags are these alone. */
  private Run.Builder plain(String... flags) {
    return Run.plainJava(flags).and("-XX:TieredStopAtLevel=1", "-cp", classPath, Sandbox.MAIN);
  }

  private Path agent() throws Exception {
    Path classes = sandbox.source("agent", "agent.Agent", AGENT);
    return sandbox.jar(
        "agent.jar", Sandbox.manifest(Map.of("Premain-Class", "agent.Agent")), classes);
  }
}
