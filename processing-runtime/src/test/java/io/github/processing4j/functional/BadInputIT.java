package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.errTo;
import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.Processing;
import io.github.processing4j.SessionException;
import io.github.processing4j.Target;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Functional
class BadInputIT {

  // What cannot be sent.

  private static NotSendableException refused(Process p) {
    NotSendableException e = assertThrows(NotSendableException.class, p::start);
    assertFalse(p.isAlive());
    assertNull(p.getPid());
    assertTrue(p.toString().contains("initial"), p::toString);
    assertFalse(Processing.activeChildren().contains(p));
    assertTrue(e.getMessage().contains(e.path()), e::getMessage);
    assertTrue(e.getMessage().contains(e.className()), e::getMessage);
    return e;
  }

  private static void refused(String path, String className, Process p) {
    NotSendableException e = refused(p);
    assertEquals(path, e.path());
    assertEquals(className, e.className());
  }

  private static final String THREAD = Thread.class.getName();

  @Test
  @DisplayName("a captured argument that cannot be sent is named with its class")
  void capturedArgument() {
    String fine = "fine";
    Thread thread = Thread.currentThread();
    refused(
        "captured argument 2 (java.lang.Thread)",
        THREAD,
        new Process(() -> System.out.println(fine + thread)));
    Object plain = new Object();
    refused(
        "captured argument 1 (java.lang.Object)",
        "java.lang.Object",
        new Process(() -> System.out.println(plain)));
  }

  private final String field = "of the test";

  @Test
  @DisplayName("an enclosing object that cannot be sent is named, with what to write instead")
  void enclosingObject() {
    NotSendableException e = refused(new Process(() -> System.out.println(field)));
    assertEquals("the enclosing object (" + BadInputIT.class.getName() + ")", e.path());
    assertEquals(BadInputIT.class.getName(), e.className());
    assertTrue(e.getMessage().contains("local variables"), e::getMessage);
    refused(
        "the enclosing object (" + BadInputIT.class.getName() + ")",
        BadInputIT.class.getName(),
        new Process(this::doNothing));
  }

  private void doNothing() {}

  static final class Part implements Serializable {
    private static final long serialVersionUID = 1;

    final Object inner;

    Part(Object inner) {
      this.inner = inner;
    }
  }

  /** A target with a field. */
  static final class Job implements Target {
    private static final long serialVersionUID = 1;

    final Part part;

    Job(Part part) {
      this.part = part;
    }

    @Override
    public void run() {}
  }

  @Test
  @DisplayName("a field, a nested field: the whole path is named")
  void fields() {
    Thread thread = Thread.currentThread();
    refused(
        "the target, field Job.part, field Part.inner",
        THREAD,
        new Process(new Job(new Part(thread))));
    Part part = new Part(new Part(thread));
    refused(
        "captured argument 1 (" + Part.class.getName() + "), field Part.inner, field Part.inner",
        THREAD,
        new Process(() -> System.out.println(part)));
  }

  @Test
  @DisplayName("elements of collections, maps and arrays are named")
  void collections() {
    Thread thread = Thread.currentThread();
    List<Object> list = new ArrayList<>(List.of("a", "b", thread));
    refused(
        "captured argument 1 (java.util.ArrayList), element 2",
        THREAD,
        new Process(() -> System.out.println(list)));
    Map<String, Object> map = new HashMap<>(Map.of("fine", 1, "bad", new Part(thread)));
    refused(
        "captured argument 1 (java.util.HashMap), the value of key bad, field Part.inner",
        THREAD,
        new Process(() -> System.out.println(map)));
    Object[] array = {1, new Object[] {thread}};
    NotSendableException e = refused(new Process(() -> System.out.println(array.length)));
    assertTrue(e.path().endsWith("[1][0]"), e::path);
    assertEquals(THREAD, e.className());
  }

  @Test
  @DisplayName("arguments and keyword arguments are named")
  void arguments() {
    Thread thread = Thread.currentThread();
    refused("argument 2", THREAD, Process.builder().target(a -> {}, 1, thread).build());
    refused(
        "keyword argument 'bad'",
        THREAD,
        Process.builder().target(a -> {}).kwargs(Map.of("bad", thread)).build());
  }

  /** A process with a field that cannot be sent. */
  static final class WithAThread extends Process {
    private static final long serialVersionUID = 1;

    final Thread thread = Thread.currentThread();

    @Override
    public void run() {}
  }

  @Test
  @DisplayName("a field of a subclass of Process is named")
  void fieldOfASubclass() {
    refused(
        "the process " + WithAThread.class.getName() + ", field WithAThread.thread",
        THREAD,
        new WithAThread());
  }

  @Test
  @DisplayName("a lambda that is captured but not serialisable: what to declare it as")
  void capturedLambda() {
    Runnable runnable = () -> {};
    NotSendableException e = refused(new Process(() -> runnable.run()));
    assertTrue(e.className().contains("$$Lambda"), e::className);
    assertTrue(e.getMessage().contains("Declare this lambda as Target"), e::getMessage);
  }

  /** Throws when it is written. */
  static final class Unwilling implements Serializable {
    private static final long serialVersionUID = 1;

    private final Throwable thrown;

    Unwilling(Throwable thrown) {
      this.thrown = thrown;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (thrown instanceof IOException e) {
        throw e;
      }
      throw (Error) thrown;
    }
  }

  @Test
  @DisplayName("an object that throws when it is written: why")
  void objectThatThrowsWhenWritten() {
    for (Throwable thrown : List.of(new IOException("no"), new AssertionError("never"))) {
      Unwilling unwilling = new Unwilling(thrown);
      NotSendableException e = refused(new Process(() -> System.out.println(unwilling)));
      assertTrue(e.getMessage().contains(thrown.getMessage()), e::getMessage);
      assertSame(thrown, e.getCause());
    }
  }

  @Test
  @DisplayName("after a refusal the process may be started when what it holds has changed")
  void refusalDoesNotUseUpTheStart() {
    List<Object> list = new ArrayList<>(List.of(Thread.currentThread()));
    Process p = new Process(() -> System.out.println(list));
    refused(p);
    list.clear();
    p.start();
    assertEquals(0, exitCode(p));
  }

  // What cannot be begun in the child.

  @Test
  @DisplayName("a class that the child cannot find is named")
  void classMissingInTheChild(Notes notes) throws Exception {
    Path source = notes.path("OnlyHere.java");
    Files.writeString(
        source,
        "public class OnlyHere implements io.github.processing4j.Target {"
            + " public void run() {} }");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                Path.of(Process.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                source.toString()));
    byte[] code = Files.readAllBytes(notes.path("OnlyHere.class"));
    ClassLoader loader =
        new ClassLoader(BadInputIT.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            return defineClass(name, code, 0, code.length);
          }
        };
    Target target = (Target) loader.loadClass("OnlyHere").getDeclaredConstructor().newInstance();
    Process p = started(errTo(notes), target);
    ProcessStartException e = assertThrows(ProcessStartException.class, p::join);
    assertTrue(e.getMessage().contains("OnlyHere"), e::getMessage);
    assertTrue(e.getMessage().contains("ClassNotFoundException"), e::getMessage);
    assertEquals(p.getPid(), e.pid());
    assertEquals(1, e.exitCode());
    assertEquals(1, p.getExitCode());
    assertEquals(e, p.getFailure());
  }

  @Test
  @DisplayName("a main class that is not there, or has no main")
  void mainClassThatCannotBeRun() {
    Process absent = Process.builder().mainClass("not.There").build();
    absent.start();
    ProcessStartException e = assertThrows(ProcessStartException.class, absent::join);
    assertTrue(e.getMessage().contains("not.There"), e::getMessage);
    Process without = Process.builder().mainClass(Notes.class.getName()).build();
    without.start();
    e = assertThrows(ProcessStartException.class, without::join);
    assertTrue(e.getMessage().contains("main"), e::getMessage);
  }

  private static ProcessStartException failsToBegin(JvmOptions.Builder options) {
    Process p = started(options, () -> {});
    ProcessStartException e = assertThrows(ProcessStartException.class, p::join);
    assertThrows(ProcessStartException.class, p::join);
    assertFalse(p.isAlive());
    assertEquals(e.exitCode(), p.getExitCode());
    assertEquals(p.getPid(), e.pid());
    assertInstanceOf(ProcessStartException.class, p.getFailure());
    assertFalse(e.commandLine().isEmpty());
    return e;
  }

  @Test
  @DisplayName("a flag that the JVM rejects: what it said, also where stderr is a file")
  void rejectedFlags(Notes notes) {
    ProcessStartException e =
        failsToBegin(JvmOptions.builder().flags("-XX:+NoSuchFlag").error(Redirect.DISCARD));
    assertEquals(1, e.exitCode());
    assertTrue(e.stderr().contains("NoSuchFlag"), e::getMessage);
    assertTrue(e.getMessage().contains("NoSuchFlag"), e::getMessage);
    e = failsToBegin(errTo(notes).flags("-Xms2g", "-Xmx1g"));
    assertTrue(e.stderr().contains("heap"), e::getMessage);
    e = failsToBegin(JvmOptions.builder().agent("/no/agent.jar").error(Redirect.DISCARD));
    assertTrue(e.stderr().contains("/no/agent.jar"), e::getMessage);
  }

  @Test
  @DisplayName("a Java home or a directory that is not there: start() throws at once")
  void absentPlaces(Notes notes) {
    Path nowhere = notes.path("nowhere");
    for (JvmOptions options :
        List.of(
            JvmOptions.builder().javaHome(nowhere).build(),
            JvmOptions.builder().directory(nowhere).build())) {
      Process p = Process.builder().jvm(options).build();
      ProcessStartException e = assertThrows(ProcessStartException.class, p::start);
      assertTrue(e.getMessage().contains(nowhere.toString()), e::getMessage);
      assertNull(e.pid());
      assertNull(e.exitCode());
      assertFalse(p.isAlive());
    }
    Process p =
        Process.builder()
            .jvm(JvmOptions.builder().output(Redirect.to(nowhere.resolve("out").toFile())).build())
            .build();
    ProcessStartException e = assertThrows(ProcessStartException.class, p::start);
    assertTrue(e.getMessage().contains(nowhere.toString()), e::getMessage);
  }

  private static Path fakeJava(Notes notes, String script) throws IOException {
    Path home = Files.createTempDirectory(notes.path(""), "home");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  @Test
  @DisplayName("a java that ends before it runs anything: with 3, with 0")
  void javaThatEndsAtOnce(Notes notes) throws Exception {
    ProcessStartException e =
        failsToBegin(
            JvmOptions.builder()
                .javaHome(fakeJava(notes, "#!/bin/sh\necho no licence >&2\nexit 3\n"))
                .error(Redirect.DISCARD));
    assertEquals(3, e.exitCode());
    assertTrue(e.stderr().contains("no licence"), e::getMessage);
    e = failsToBegin(JvmOptions.builder().javaHome(fakeJava(notes, "#!/bin/sh\nexit 0\n")));
    assertEquals(0, e.exitCode());
  }

  @Test
  @DisplayName("a child that exits while its target is deserialised keeps its code")
  void exitWhileDeserialising() {
    ExitsWhenRead target = new ExitsWhenRead();
    Process p = started(target);
    Eventually.become("end", () -> !p.isAlive());
    assertEquals(9, p.getExitCode());
    assertThrows(ProcessStartException.class, p::join);
  }

  static final class ExitsWhenRead implements Target {
    private static final long serialVersionUID = 1;

    @Override
    public void run() {}

    private Object readResolve() {
      if (Process.parent() != null) {
        System.exit(9);
      }
      return this;
    }
  }

  @Test
  @DisplayName("a static initialiser of the target's class that fails is a failure of the target")
  void failingStaticInitialiser(Notes notes) {
    Process p = started(errTo(notes), Failing.target());
    assertEquals(1, exitCode(p));
    assertInstanceOf(ExceptionInInitializerError.class, p.getFailure());
    assertTrue(notes.get("err").contains("not in a child"), notes.get("err"));
  }

  /** Cannot be initialised in a child. */
  static final class Failing {
    static {
      if (Process.parent() != null) {
        throw new IllegalStateException("not in a child");
      }
    }

    private Failing() {}

    static Target target() {
      return () -> {};
    }
  }

  // The session directory.

  /** Starts a process with so many bytes captured, twice; prints what happened. */
  static final class StartsOne {
    private StartsOne() {}

    public static void main(String[] args) {
      byte[] large = new byte[Integer.parseInt(args[0])];
      for (int size : new int[] {large.length, 1}) {
        byte[] captured = new byte[size];
        try {
          Process p = Calls.started(() -> System.exit(captured.length > 0 ? 0 : 5));
          p.join();
          System.out.println("ended " + p.getExitCode());
        } catch (SessionException e) {
          System.out.println("refused " + e.directory() + ": " + e.getMessage());
        }
      }
      // As a program whose main goes on until it is told.
      if (args.length > 1) {
        Calls.started(Family::sleepForLong);
        System.out.println("ready");
        Family.sleepForLong();
      }
    }
  }

  private static TestJvm startsOne(Path place, Object... args) throws IOException {
    return TestJvm.of(StartsOne.class, args).jvm("-Dprocessing4j.dir=" + place).start();
  }

  private static String userDirectory() {
    return "processing4j-" + System.getProperty("user.name");
  }

  private static void assumeRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
  }

  @Test
  @DisplayName("no room for the payload: start() says so, leaves nothing, and goes on later")
  void noRoomForThePayload(Notes notes) throws Exception {
    assumeRoot();
    try (Tmpfs place = Tmpfs.mount(notes.path("small"), "512k");
        TestJvm jvm = startsOne(place.path(), 1_000_000)) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      List<String> out = jvm.out().lines().toList();
      assertTrue(out.get(0).startsWith("refused " + place.path()), jvm::out);
      assertTrue(out.get(0).contains("processing4j.dir"), jvm::out);
      assertEquals("ended 0", out.get(1));
      assertEquals("", jvm.err());
    }
  }

  @Test
  @DisplayName("no room at all: start() says so")
  void noRoomAtAll(Notes notes) throws Exception {
    assumeRoot();
    try (Tmpfs place = Tmpfs.mount(notes.path("full"), "16k")) {
      assertThrows(
          IOException.class, () -> Files.write(place.path().resolve("fill"), new byte[1 << 16]));
      try (TestJvm jvm = startsOne(place.path(), 1)) {
        assertEquals(0, jvm.awaitExit(), jvm::err);
        jvm.out().lines().forEach(line -> assertTrue(line.startsWith("refused "), jvm::out));
        assertEquals("", jvm.err());
      }
    }
  }

  /** Fills the session's place from a child, which then fails. */
  static final class FailsWithoutRoom {
    private FailsWithoutRoom() {}

    public static void main(String[] args) {
      String fill = args[0];
      Process p =
          Calls.started(
              "worker",
              () -> {
                try {
                  Files.write(Path.of(fill), new byte[1 << 20]);
                } catch (IOException e) {
                  // Now it is full.
                }
                throw new IllegalStateException("failed without room");
              });
      p.join();
      System.out.println(p + " " + p.getFailure());
    }
  }

  @Test
  @DisplayName("no room on the page of a child that fails: its trace and its failure are told")
  void noRoomForAFailure(Notes notes) throws Exception {
    assumeRoot();
    try (Tmpfs place = Tmpfs.mount(notes.path("small"), "128k");
        TestJvm jvm =
            TestJvm.of(FailsWithoutRoom.class, place.path().resolve("fill"))
                .jvm("-Dprocessing4j.dir=" + place.path())
                .start()) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertTrue(jvm.err().startsWith("Process worker:\njava.lang.IllegalStateExc"), jvm::err);
      assertTrue(jvm.out().startsWith("<Process(worker, stopped[1])>"), jvm::out);
      assertTrue(jvm.out().contains("failed without room"), jvm::out);
    }
  }

  @Test
  @DisplayName("a session directory that another user has planted is refused")
  void plantedByAnotherUser(Notes notes) throws Exception {
    assumeRoot();
    Path root = Files.createDirectory(notes.path(userDirectory()));
    Shell.run("chown", "65534", root.toString());
    try (TestJvm jvm = startsOne(notes.path(""), 1)) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertTrue(jvm.out().startsWith("refused " + root), jvm::out);
      assertTrue(jvm.out().contains("belongs to"), jvm::out);
      assertEquals(java.util.Set.of(), Directories.list(root));
    }
  }

  @Test
  @DisplayName("a symbolic link or a file in place of the session directory is refused")
  void linkOrFile(Notes notes) throws Exception {
    Path elsewhere = Files.createDirectory(notes.path("elsewhere"));
    Path root = Files.createSymbolicLink(notes.path(userDirectory()), elsewhere);
    try (TestJvm jvm = startsOne(notes.path(""), 1)) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertTrue(jvm.out().startsWith("refused " + root), jvm::out);
      assertTrue(jvm.out().contains("link"), jvm::out);
      assertEquals(java.util.Set.of(), Directories.list(elsewhere));
    }
    Files.delete(root);
    Files.createFile(root);
    try (TestJvm jvm = startsOne(notes.path(""), 1)) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertTrue(jvm.out().startsWith("refused " + root), jvm::out);
    }
  }

  @Test
  @DisplayName("a session directory of ours that others can enter is closed to them")
  void wrongMode(Notes notes) throws Exception {
    Path root = Files.createDirectory(notes.path(userDirectory()));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (TestJvm jvm = startsOne(notes.path(""), 1)) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertEquals("ended 0\nended 0\n", jvm.out());
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root)));
    }
  }

  @Test
  @DisplayName("nothing in the session directory is for others, whatever the umask")
  void everythingIsForTheOwner(Notes notes) throws Exception {
    try (TestJvm jvm =
        TestJvm.of(StartsOne.class, 1, "stay")
            .jvm("-Dprocessing4j.dir=" + notes.directory())
            .through("sh", "-c", "umask 0; exec \"$@\"", "sh")
            .start()) {
      jvm.awaitLine("ready");
      Path root = notes.path(userDirectory());
      Files.walkFileTree(root, new ForTheOwner());
    }
  }

  /** Files made by the JVM itself or by a socket need not be closed: their directory is. */
  private static final class ForTheOwner extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      assertEquals("rwx------", mode(directory), directory::toString);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.toString().endsWith(".in")) {
        try {
          assertEquals("rw-------", mode(file), file::toString);
        } catch (NoSuchFileException e) {
          // The child has read it meanwhile.
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private static String mode(Path file) throws IOException {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
  }

  @Test
  @DisplayName("the session that a SIGKILLed main process leaves is swept by the next start")
  void leftSessionIsSwept(Notes notes) throws Exception {
    Path root = notes.path(userDirectory());
    String left;
    try (TestJvm jvm = startsOne(notes.path(""), 1, "stay")) {
      jvm.awaitLine("ready");
      left = Directories.list(root).iterator().next();
      List<ProcessHandle> children = jvm.toJava().descendants().toList();
      assertFalse(children.isEmpty());
      children.forEach(child -> Leftovers.track(child.pid()));
      jvm.signal("KILL");
      jvm.awaitExit();
      Eventually.become(
          "end of the child", () -> children.stream().allMatch(c -> Eventually.isGone(c.pid())));
    }
    assertEquals(java.util.Set.of(left), Directories.list(root));
    try (TestJvm jvm = startsOne(notes.path(""), 1, "stay")) {
      jvm.awaitLine("ready");
      assertEquals(1, Directories.list(root).size());
      assertNotEquals(left, Directories.list(root).iterator().next());
      // And one that is alive is not.
      try (TestJvm other = startsOne(notes.path(""), 1)) {
        assertEquals(0, other.awaitExit(), other::err);
      }
      assertEquals(1, Directories.list(root).size());
    }
  }
}
