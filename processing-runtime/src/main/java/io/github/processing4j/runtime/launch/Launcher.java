package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Launches the JVM of a child. Thread-safe. */
public final class Launcher {
  private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Whether a JVM, taken to be of our version, is slow to define its first hidden class. */
  private static final boolean PARSES_CLASSES_IN_JAVA = Runtime.version().feature() >= 24;

  private static @Nullable Inherited inherited;

  private Launcher() {}

  /** In a child: what its own children inherit, so that it need not find out again. */
  public static synchronized void inherit(Inherited fromParent) {
    inherited = fromParent;
  }

  private static synchronized Inherited inherited() {
    Inherited known = inherited;
    if (known == null) {
      known = new Inherited(mainFlags(), System.getProperty("jdk.module.main", ""));
      inherited = known;
    }
    return known;
  }

  /** The flags of the main process, and what its executable jar adds to them. */
  private static List<String> mainFlags() {
    List<String> flags = new ArrayList<>(ParentFlags.ofThisJvm());
    flags.addAll(ExecutableJar.flags());
    return flags;
  }

  /**
   * Launches a child.
   *
   * @param payload complete but for what it inherits and runs
   * @throws io.github.processing4j.NotSendableException if the work cannot be sent
   * @throws ProcessStartException if the JVM cannot be launched
   */
  public static Launched launch(Session session, ProcessSpec spec, Payload payload) {
    JvmOptions options = spec.jvm();
    requireJava(options);
    Inherited inherits = inherited();
    List<String> flags = JvmCommand.flags(options, inherits);
    payload.flags = flags.toArray(new String[0]);
    payload.mainModule = inherits.mainModule();
    WorkWriter work = WorkWriter.write(payload, spec.work());
    byte[] content = work.toBytes();
    CodePath code =
        CodePathFinder.find(
            Thread.currentThread().getContextClassLoader(), work.host(), inherits.mainModule());
    long slot = payload.slot;
    List<String> command =
        JvmCommand.of(session, slot, options.javaHome(), flags, opens(work.host()), code);
    if (payload.kind == Payload.DIRECT && PARSES_CLASSES_IN_JAVA) {
      command.add("warm");
    }
    session.write(JvmCommand.payloadName(slot), content);
    try {
      Path page = session.write(JvmCommand.pageName(slot), StatusPage.empty());
      Process process = builder(command, options).start();
      return new Launched(session, slot, process, command, options, page);
    } catch (IOException e) {
      deleteFiles(session, slot);
      throw new ProcessStartException(
          "cannot launch " + command.get(0) + ": " + e.getMessage(), null, null, command, "", e);
    } catch (RuntimeException | Error e) {
      deleteFiles(session, slot);
      throw e;
    }
  }

  /** Deletes what a launch wrote for one child. */
  static void deleteFiles(Session session, long slot) {
    session.deleteFiles(
        JvmCommand.payloadName(slot),
        JvmCommand.pageName(slot),
        JvmCommand.exitLogName(slot),
        JvmCommand.oldExitLogName(slot));
  }

  static ProcessBuilder builder(List<String> command, JvmOptions options) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(Redirect.from(NOWHERE));
    builder.redirectOutput(options.output());
    builder.redirectError(options.error());
    builder.redirectErrorStream(options.errorToOutput());
    Path directory = options.directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    ParentFlags inherited = new ParentFlags(options);
    for (String name : OPTION_VARIABLES) {
      String value = System.getenv(name);
      if (value != null) {
        set(builder.environment(), name, inherited.inheritableVariable(value));
      }
    }
    // Asked for only where something changes: to ask makes a copy of the whole.
    options.environment().forEach((name, value) -> set(builder.environment(), name, value));
    return builder;
  }

  private static void set(Map<String, String> environment, String name, @Nullable String value) {
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  private static void requireJava(JvmOptions options) {
    Path java = JvmCommand.executable(options.javaHome());
    if (!Files.isExecutable(java)) {
      throw new ProcessStartException(
          "there is no Java at " + java + ": name a Java home that has bin/java",
          null,
          null,
          List.of(java.toString()),
          "",
          null);
    }
    Path directory = options.directory();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new ProcessStartException(
          "the working directory " + directory + " is not there",
          null,
          null,
          List.of(java.toString()),
          "",
          null);
    }
  }

  /** The package of a target in a named module, which must be open to us. */
  private static List<String> opens(@Nullable Class<?> host) {
    List<String> opens = new ArrayList<>();
    if (host != null && host.getModule().isNamed() && host.getClassLoader() != null) {
      Module runtime = Launcher.class.getModule();
      opens.add(
          "--add-opens="
              + host.getModule().getName()
              + "/"
              + host.getPackageName()
              + "="
              + (runtime.isNamed() ? runtime.getName() : "ALL-UNNAMED"));
    }
    return opens;
  }
}
