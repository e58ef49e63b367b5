package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class JvmOptionsIT {
  private static final long MIB = 1 << 20;

  /** In /proc/PID/stat, after the name. */
  private static final int POLICY_FIELD = 38;

  private static final String SCHED_IDLE = "5";

  private static List<String> flagsHere() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Starts a child that notes its flags and properties, and one of it that does so too. */
  static final class NotesItsChildren {
    private NotesItsChildren() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      System.setProperty("set.at.run.time", "not for children");
      notes.put("main flags", flagsHere());
      Process p =
          started(
              () -> {
                describe(notes, "child");
                started(() -> describe(notes, "grandchild")).join();
              });
      p.join();
      System.out.println(p);
    }

    private static void describe(Notes notes, String who) {
      notes.put(who + " flags", String.join("\n", flagsHere()));
      Properties properties = System.getProperties();
      for (String name :
          List.of("given", "odd", "set.at.run.time", "user.language", "file.encoding")) {
        notes.put(who + " " + name, properties.getProperty(name));
      }
      notes.put(who + " locale", Locale.getDefault());
      notes.put(who + " heap", Runtime.getRuntime().maxMemory());
      notes.put(who + " opened", isOpened());
      notes.put(who + " asserts", JvmOptionsIT.class.desiredAssertionStatus());
    }

    private static boolean isOpened() {
      try {
        return String.class.getDeclaredField("value").trySetAccessible();
      } catch (NoSuchFieldException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  @DisplayName("inherited: properties of the command line, locale, heap, opens, assertions")
  void whatIsInherited(Notes notes) throws Exception {
    String odd = "a b\"c\\d'e#f\tü€%$HOME";
    try (TestJvm main =
        TestJvm.of(NotesItsChildren.class, notes)
            .jvm(
                "-Dgiven=on the command line",
                "-Dodd=" + odd,
                "-Duser.language=fr",
                "-Xmx80m",
                "-ea",
                "--add-opens=java.base/java.lang=ALL-UNNAMED")
            .env("LC_ALL", "C.UTF-8")
            .start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertTrue(main.out().endsWith("stopped)>\n"), () -> main.out() + main.err());
    }
    for (String who : List.of("child", "grandchild")) {
      assertEquals("on the command line", notes.get(who + " given"));
      assertEquals(odd, notes.get(who + " odd"));
      assertEquals("null", notes.get(who + " set.at.run.time"));
      assertEquals("fr", notes.get(who + " user.language"));
      assertTrue(notes.get(who + " locale").startsWith("fr"));
      assertTrue(notes.getLong(who + " heap") <= 80 * MIB);
      assertEquals("true", notes.get(who + " opened"));
      assertEquals("true", notes.get(who + " asserts"));
    }
  }

  @Test
  @DisplayName("heap replaces what is inherited, for the grandchildren too")
  void heapReplacesTheInheritedOne(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(HasASmallChild.class, notes).jvm("-Xmx512m", "-Xms256m", "-Xmn100m").start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertEquals("<Process(small, stopped)>\n", main.out(), main::err);
    }
    assertTrue(notes.getLong("child") <= 32 * MIB, () -> notes.get("child"));
    assertTrue(notes.getLong("grandchild") <= 32 * MIB, () -> notes.get("grandchild"));
  }

  /** Starts a child with a small heap, which starts a child. */
  static final class HasASmallChild {
    private HasASmallChild() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      Process p =
          Process.builder()
              .name("small")
              .jvm(JvmOptions.builder().heap("32m").build())
              .target(
                  () -> {
                    notes.put("child", Runtime.getRuntime().maxMemory());
                    started(() -> notes.put("grandchild", Runtime.getRuntime().maxMemory())).join();
                  })
              .build();
      p.start();
      p.join();
      System.out.println(p);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("environment: variables are added, replaced and removed")
  void environment(Notes notes) {
    Process p =
        started(
            JvmOptions.builder().env("ADDED", "a b=c ü").env("EMPTY", "").env("PATH", null),
            () -> {
              notes.put("added", System.getenv("ADDED"));
              notes.put("empty", "[" + System.getenv("EMPTY") + "]");
              notes.put("path", System.getenv("PATH"));
              notes.put("home", System.getenv("HOME"));
            });
    assertEquals(0, exitCode(p));
    assertTrue(notes.get("added").startsWith("a b=c "));
    assertEquals("[]", notes.get("empty"));
    assertEquals("null", notes.get("path"));
    assertEquals(String.valueOf(System.getenv("HOME")), notes.get("home"));
    assertEquals(null, System.getenv("ADDED"));
  }

  @Test
  @Tag("core")
  @DisplayName("directory: the child works there, and still finds its classes")
  void directory(Notes notes) {
    Process p =
        started(
            JvmOptions.builder().directory(notes.path("")),
            () -> {
              notes.put("directory", Path.of("").toAbsolutePath());
              started(() -> notes.put("grandchild", Path.of("").toAbsolutePath())).join();
            });
    assertEquals(0, exitCode(p));
    assertEquals(notes.directory(), notes.get("directory"));
    assertEquals(notes.directory(), notes.get("grandchild"));
  }

  @Test
  @DisplayName("background: the child and what it starts run where nobody else wants to")
  void background(Notes notes) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/chrt")), "needs /usr/bin/chrt");
    JvmOptions.Builder options = JvmOptions.builder().background();
    Process p =
        started(
            options,
            () -> {
              notes.put("policy", schedulingPolicy());
              notes.put("pid", ProcessHandle.current().pid());
              started(() -> notes.put("grandchild", schedulingPolicy())).join();
            });
    assertEquals(0, exitCode(p));
    assertEquals(SCHED_IDLE, notes.get("policy"));
    assertEquals(SCHED_IDLE, notes.get("grandchild"));
    assertEquals(p.getPid().toString(), notes.get("pid"));
    assertNotEquals(SCHED_IDLE, schedulingPolicy());
    assertTrue(options.build().toBuilder().build().isBackground());
    Process killed = started(options, Family::sleepForLong);
    killed.kill();
    assertEquals(-9, exitCode(killed));
  }

  /** Of the thread that asks, as Linux tells it. */
  private static String schedulingPolicy() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY_FIELD];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("system properties and flags of one process, odd characters in them")
  void propertiesAndFlags(Notes notes) {
    String odd = "a b\"c\\d'e#f\n\tg";
    Process p =
        started(
            JvmOptions.builder()
                .systemProperty("one", odd)
                .systemProperty("two", "")
                .flags("-XX:+UseSerialGC", "-Xss2m"),
            () -> {
              notes.put("one", System.getProperty("one"));
              notes.put("two", "[" + System.getProperty("two") + "]");
              notes.put("flags", flagsHere());
              started(() -> notes.put("grandchild", System.getProperty("one"))).join();
            });
    assertEquals(0, exitCode(p));
    assertEquals(odd, notes.get("one"));
    assertEquals("[]", notes.get("two"));
    assertTrue(notes.get("flags").contains("-XX:+UseSerialGC"));
    assertEquals(odd, notes.get("grandchild"));
    assertEquals(null, System.getProperty("one"));
  }

  @Test
  @Tag("core")
  @DisplayName("redirects: to a file, appended, together, discarded")
  void redirects(Notes notes) {
    JvmOptions.Builder apart =
        JvmOptions.builder()
            .output(Redirect.to(notes.path("out").toFile()))
            .error(Redirect.appendTo(notes.path("err").toFile()));
    for (int i = 0; i < 2; i++) {
      int number = i;
      Process p =
          started(
              apart,
              () -> {
                System.out.println("out " + number);
                System.err.println("err " + number);
              });
      assertEquals(0, exitCode(p));
    }
    assertEquals("out 1\n", notes.get("out"));
    assertEquals("err 0\nerr 1\n", notes.get("err"));
    Process together =
        started(
            JvmOptions.builder().output(Redirect.to(notes.path("both").toFile())).errorToOutput(),
            () -> {
              System.out.println("out");
              System.err.println("err");
              System.out.println("out again");
            });
    assertEquals(0, exitCode(together));
    assertEquals("out\nerr\nout again\n", notes.get("both"));
    Process discarded =
        started(
            JvmOptions.builder().output(Redirect.DISCARD).error(Redirect.DISCARD),
            () -> System.out.println("lost"));
    assertEquals(0, exitCode(discarded));
    assertThrows(IllegalArgumentException.class, () -> JvmOptions.builder().output(Redirect.PIPE));
    assertThrows(
        IllegalArgumentException.class,
        () -> JvmOptions.builder().error(Redirect.from(notes.path("out").toFile())));
  }

  @Test
  @Tag("core")
  @DisplayName("stdin of a child is empty")
  void stdinIsEmpty(Notes notes) {
    Process p = started(() -> notes.put("read", System.in.read()));
    assertEquals(0, exitCode(p));
    assertEquals("-1", notes.get("read"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  @DisplayName("debug port: a debugger may attach; grandchildren do not take the port")
  void debugPort(Notes notes) throws Exception {
    int port = freePort();
    Process p = startedWithDebugger(port, notes);
    if (!notes.has("ready")) {
      // Another has taken the port meanwhile.
      port = freePort();
      p = startedWithDebugger(port, notes);
    }
    assertTrue(notes.has("ready"), p::toString);
    byte[] handshake = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(handshake);
      out.flush();
      InputStream in = socket.getInputStream();
      assertArrayEquals(handshake, in.readNBytes(handshake.length));
    }
    notes.put("go");
    assertEquals(0, exitCode(p));
    assertEquals("0", notes.get("grandchild"));
  }

  /** Waits until it is ready, or has ended because it did not get the port. */
  private static Process startedWithDebugger(int port, Notes notes) {
    Process p =
        started(
            JvmOptions.builder().debugPort(port),
            () -> {
              notes.put("grandchild", exitCode(started(() -> {})));
              notes.put("ready");
              notes.await("go");
            });
    Eventually.become("ready or not", () -> notes.has("ready") || !p.isAlive());
    return p;
  }

  /** An agent that can be seen. */
  public static final class Agent {
    private Agent() {}

    public static void premain(String options, Instrumentation instrumentation) {
      System.setProperty("agent.seen", String.valueOf(options));
    }
  }

  private static Path agentJar(Notes notes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    Path jar = notes.path("agent.jar");
    String name = Agent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = Agent.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return jar;
  }

  /** Starts a child that inherits agents, and one that does not. */
  static final class HasAnAgent {
    private HasAnAgent() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      notes.put("main", System.getProperty("agent.seen"));
      Process without =
          started(
              () -> {
                notes.put("without", System.getProperty("agent.seen"));
                notes.put("without flags", flagsHere());
              });
      Process with =
          started(
              JvmOptions.builder().inheritAgents(),
              () -> {
                notes.put("with", System.getProperty("agent.seen"));
                notes.put("with flags", flagsHere());
              });
      without.join();
      with.join();
      System.out.println(without.getExitCode() + " " + with.getExitCode());
    }
  }

  /** A main program that is to have a debugger. */
  private interface Debugged {
    TestJvm start(String jdwp) throws IOException;
  }

  /** Where another has taken the port meanwhile, main does not run, and is started once more. */
  private static TestJvm ended(Debugged debugged) throws Exception {
    String jdwp = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=";
    TestJvm main = debugged.start(jdwp + freePort());
    if (main.awaitExit() != 0) {
      main.close();
      main = debugged.start(jdwp + freePort());
      assertEquals(0, main.awaitExit(), main::err);
    }
    return main;
  }

  @Test
  @DisplayName("agents and debuggers are not inherited, unless asked; never the debugger")
  void agentsAreNotInherited(Notes notes) throws Exception {
    String agent = "-javaagent:" + agentJar(notes) + "=seen";
    try (TestJvm main =
        ended(jdwp -> TestJvm.of(HasAnAgent.class, notes).jvm(agent, jdwp).start())) {
      assertEquals("0 0\n", main.out(), main::err);
    }
    assertEquals("seen", notes.get("main"));
    assertEquals("null", notes.get("without"));
    assertEquals("seen", notes.get("with"));
    assertFalse(notes.get("without flags").contains("jdwp"));
    assertFalse(notes.get("with flags").contains("jdwp"));
  }

  @Test
  @DisplayName("an agent for one process")
  void agentForOneProcess(Notes notes) throws Exception {
    Process p =
        started(
            JvmOptions.builder().agent(agentJar(notes) + "=only here"),
            () -> {
              notes.put("child", System.getProperty("agent.seen"));
              started(() -> notes.put("grandchild", System.getProperty("agent.seen"))).join();
            });
    assertEquals(0, exitCode(p));
    assertEquals("only here", notes.get("child"));
    assertEquals("null", notes.get("grandchild"));
  }

  @Test
  @DisplayName("JAVA_TOOL_OPTIONS with a debugger does not break the children")
  void debuggerInJavaToolOptions(Notes notes) throws Exception {
    try (TestJvm main =
        ended(jdwp -> TestJvm.of(HasAnAgent.class, notes).env("JAVA_TOOL_OPTIONS", jdwp).start())) {
      assertEquals("0 0\n", main.out(), main::err);
      // The main program's own line, and none of its children.
      assertEquals(1, main.err().lines().count(), main::err);
    }
    assertFalse(notes.get("without flags").contains("jdwp"));
  }

  @Test
  @DisplayName("other options in JAVA_TOOL_OPTIONS are kept")
  void otherOptionsInJavaToolOptions(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(NotesItsChildren.class, notes)
            .env("JAVA_TOOL_OPTIONS", "-Dgiven=\"by a variable\" -Xdebug -Xmx72m")
            .start()) {
      assertEquals(0, main.awaitExit(), main::err);
    }
    for (String who : List.of("child", "grandchild")) {
      assertEquals("by a variable", notes.get(who + " given"));
      assertTrue(notes.getLong(who + " heap") <= 72 * MIB);
    }
  }

  @Test
  @DisplayName("the builder refuses what cannot be meant")
  void builderRefuses() {
    JvmOptions.Builder b = JvmOptions.builder();
    assertThrows(IllegalArgumentException.class, () -> b.heap(1000));
    for (String size : List.of("", "m", "1x", "-5m", "99999999999g", "1k")) {
      assertThrows(IllegalArgumentException.class, () -> b.heap(size), size);
    }
    assertThrows(IllegalArgumentException.class, () -> b.debugPort(0));
    assertThrows(IllegalArgumentException.class, () -> b.debugPort(65536));
    assertThrows(IllegalArgumentException.class, () -> b.flags("Xmx1g"));
    assertThrows(IllegalArgumentException.class, () -> b.env("A=B", "c"));
    assertThrows(IllegalArgumentException.class, () -> b.env("", "c"));
    assertThrows(IllegalArgumentException.class, () -> b.systemProperty("a=b", "c"));
    assertEquals(3 * MIB, JvmOptions.builder().heap("3m").build().heapBytes());
    assertEquals(2048 * MIB, JvmOptions.builder().heap("2G").build().heapBytes());
  }
}
