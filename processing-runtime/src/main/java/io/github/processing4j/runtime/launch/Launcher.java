package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.session.Session;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Launches the JVM of a child. Thread-safe. */
public final class Launcher {
  private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Whether a JVM, taken to be of our version, is slow to define its first hidden class. */
  private static final boolean PARSES_CLASSES_IN_JAVA = Runtime.version().feature() >= 24;

  /** Arguments of the child's main: that a class will be defined to call the target. */
  private static final String WARM = "warm";

  /** That a segment will be mapped. */
  private static final String MAP = "map";

  /** That it waits for what to run; how follows. */
  private static final String STANDBY = "standby";

  private static @Nullable Inherited inherited;
  private static volatile @Nullable StandbyOptions standby;

  private Launcher() {}

  /** In a child: what its own children inherit, so that it need not find out again. */
  public static synchronized void inherit(Inherited fromParent) {
    inherited = fromParent;
  }

  /** Sets how this JVM's children are to keep their own standby JVMs. */
  public static void setStandby(StandbyOptions options) {
    standby = options;
  }

  /** In a child: how its children are to keep theirs, unless it has set that itself. */
  public static void inheritStandby(Payload fromParent) {
    if (standby == null) {
      standby = fromParent.standby();
    }
  }

  static @Nullable StandbyOptions standby() {
    return standby;
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

  /** The main module of the tree, or empty. */
  static String mainModule() {
    return inherited().mainModule();
  }

  /**
   * How a child is to be launched.
   *
   * @param host the class whose package must be open to us in the child, or null
   * @param opensAll whether to open the main module and the other packages of its module too
   * @throws ProcessStartException if the options name what is not there
   */
  static LaunchPlan plan(JvmOptions options, @Nullable Class<?> host, boolean opensAll) {
    requireThere(options);
    Inherited inherits = inherited();
    return new LaunchPlan(
        options,
        JvmCommand.flags(options, inherits),
        opens(host, opensAll, inherits.mainModule()),
        CodePathFinder.find(
            Thread.currentThread().getContextClassLoader(), host, inherits.mainModule()));
  }

  /**
   * Launches a child.
   *
   * @throws ProcessStartException if the JVM cannot be launched
   */
  public static Launched launch(Session session, LaunchRequest request, long slot, Link link) {
    List<String> command =
        JvmCommand.of(
            session, slot, request.plan(), ChildFlags.of(request.plan().options(), false));
    if (request.isDirect() && PARSES_CLASSES_IN_JAVA) {
      command.add(WARM);
    }
    if (request.hasHandles()) {
      command.add(MAP);
    }
    byte[] content = request.content(session, slot, link);
    return launch(session, slot, request.plan(), command, content, Redirect.from(NOWHERE));
  }

  /**
   * Launches a child that waits to be told, on its stdin, what to run.
   *
   * @param rehearsal what it runs meanwhile
   * @param warmth arguments that say what else it does
   * @throws ProcessStartException if the JVM cannot be launched
   */
  public static Launched launchSpare(
      Session session, LaunchRequest rehearsal, List<String> warmth, long slot, Link link) {
    List<String> command =
        JvmCommand.of(
            session, slot, rehearsal.plan(), ChildFlags.of(rehearsal.plan().options(), true));
    if (PARSES_CLASSES_IN_JAVA) {
      command.add(WARM);
    }
    if (SharedObjects.areUsed()) {
      command.add(MAP);
    }
    command.add(STANDBY);
    command.addAll(warmth);
    byte[] content = rehearsal.content(session, slot, link);
    return launch(session, slot, rehearsal.plan(), command, content, Redirect.PIPE);
  }

  private static Launched launch(
      Session session,
      long slot,
      LaunchPlan plan,
      List<String> command,
      byte[] content,
      Redirect stdin) {
    session.write(JvmCommand.payloadName(slot), content);
    try {
      Path page = session.write(JvmCommand.pageName(slot), StatusPage.empty());
      Process process = builder(command, plan.options()).redirectInput(stdin).start();
      return new Launched(session, slot, process, command, plan.options(), page);
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
        WakeCall.fileName(JvmCommand.payloadName(slot)),
        JvmCommand.pageName(slot),
        JvmCommand.exitLogName(slot),
        JvmCommand.oldExitLogName(slot),
        slot + ".b");
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
    inheritedVariables(new ParentFlags(options))
        .forEach((name, value) -> set(builder.environment(), name, value));
    // Asked for only where something changes: to ask makes a copy of the whole.
    options.environment().forEach((name, value) -> set(builder.environment(), name, value));
    return builder;
  }

  /** The variables that hold flags of the JVM, as a child gets them; null for one that it does not. */
  static Map<String, @Nullable String> inheritedVariables(ParentFlags inherited) {
    Map<String, @Nullable String> variables = new LinkedHashMap<>();
    for (String name : OPTION_VARIABLES) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, inherited.inheritableVariable(value));
      }
    }
    return variables;
  }

  private static void set(Map<String, String> environment, String name, @Nullable String value) {
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  private static void requireThere(JvmOptions options) {
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

  /**
   * The packages of named modules that must be open to us.
   *
   * @param all those of the main module and of the host's, else that of the host
   */
  private static List<String> opens(@Nullable Class<?> host, boolean all, String mainModule) {
    Module runtime = Launcher.class.getModule();
    String to = "=" + (runtime.isNamed() ? runtime.getName() : "ALL-UNNAMED");
    Set<String> opens = new TreeSet<>();
    if (all && !mainModule.isEmpty()) {
      ModuleLayer.boot().findModule(mainModule).ifPresent(main -> addAll(opens, main, to));
    }
    if (host != null && host.getModule().isNamed() && host.getClassLoader() != null) {
      if (!all) {
        opens.add(flag(host.getModule(), host.getPackageName(), to));
      } else if (host.getModule() != runtime) {
        addAll(opens, host.getModule(), to);
      }
    }
    return List.copyOf(opens);
  }

  private static void addAll(Set<String> opens, Module module, String to) {
    for (String name : module.getPackages()) {
      opens.add(flag(module, name, to));
    }
  }

  private static String flag(Module module, String packageName, String to) {
    return "--add-opens=" + module.getName() + "/" + packageName + to;
  }
}
