package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.session.Session;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a child: {@code java @N-K.args -Xlog:… Child N.in}; in the background, behind the
 * tool that puts it there.
 *
 * <p>Everything long is in the argument file, which all children with the same options share; so the
 * command stays short whatever the class path, and within the limit of Windows.
 */
final class JvmCommand {
  private static final String EXIT_LOG = "-Xlog:safepoint+stats=info,startuptime=info:file=";

  private static final Map<String, Path> ARGUMENT_FILES = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private JvmCommand() {}

  /** The executable of a Java home. */
  static Path executable(@Nullable Path javaHome) {
    Path home = javaHome != null ? javaHome : Path.of(System.getProperty("java.home"));
    return home.resolve("bin").resolve(WINDOWS ? "java.exe" : "java");
  }

  /** The JVM flags of a child, which its own children inherit in turn. */
  static List<String> flags(JvmOptions options, Inherited inherited) {
    List<String> flags = new ArrayList<>(new ParentFlags(options).inheritable(inherited.flags()));
    if (options.heapBytes() > 0) {
      flags.add("-Xmx" + options.heapBytes());
    }
    options.systemProperties().forEach((name, value) -> flags.add("-D" + name + "=" + value));
    if (options.debugPort() > 0) {
      flags.add(
          "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
              + options.debugPort());
    }
    flags.addAll(options.flags());
    return flags;
  }

  /**
   * The command of the child with this slot, to which arguments may be added.
   *
   * @param more flags, which the child's children do not inherit and which yield to the others
   */
  static List<String> of(Session session, long slot, LaunchPlan plan, List<String> more) {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(plan.flags());
    arguments.addAll(plan.opens());
    arguments.addAll(plan.code().options());

    List<String> command = new ArrayList<>(Background.prefix(plan.options()));
    command.add(executable(plan.options().javaHome()).toString());
    command.add("@" + argumentFile(session, arguments));
    String exitLog = exitLogOption(session.directory().resolve(exitLogName(slot)));
    if (exitLog != null) {
      command.add(exitLog);
    }
    command.addAll(plan.code().main());
    command.add(session.directory().resolve(payloadName(slot)).toString());
    return command;
  }

  static String payloadName(long slot) {
    return slot + ".in";
  }

  static String pageName(long slot) {
    return slot + ".st";
  }

  static String exitLogName(long slot) {
    return slot + ".x";
  }

  /**
   * Makes the JVM write a summary of its safepoints as it exits by itself, by {@code Runtime.halt}
   * too, which no hook sees; so that {@code halt(137)} is told from SIGKILL. It writes a line for each
   * safepoint before; no other log of the JVM has something that comes at the end, on all versions.
   * The log also tells how far the VM came with its boot.
   */
  private static @Nullable String exitLogOption(Path log) {
    if (!ChildFlags.isHotSpot() || log.toString().indexOf('"') >= 0) {
      return null;
    }
    return EXIT_LOG + "\"" + log + "\":none:filecount=1,filesize=64K";
  }

  /** Where the JVM moves the log when it has grown too long. */
  static String oldExitLogName(long slot) {
    return exitLogName(slot) + ".0";
  }

  static boolean isExitLogOption(String argument) {
    return argument.startsWith(EXIT_LOG);
  }

  private static Path argumentFile(Session session, List<String> arguments) {
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) {
      text.append('"');
      for (int i = 0; i < argument.length(); i++) {
        char c = argument.charAt(i);
        switch (c) {
          case '\\', '"' -> text.append('\\').append(c);
          case '\n' -> text.append("\\n");
          case '\r' -> text.append("\\r");
          case '\t' -> text.append("\\t");
          case '\f' -> text.append("\\f");
          default -> text.append(c);
        }
      }
      text.append("\"\n");
    }
    return ARGUMENT_FILES.computeIfAbsent(
        text.toString(),
        content ->
            session.write(
                session.slot() + "-" + COUNT.incrementAndGet() + ".args",
                content.getBytes(nativeCharset())));
  }

  /** The launcher reads the file as it reads its arguments. */
  private static Charset nativeCharset() {
    String name = System.getProperty("sun.jnu.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
