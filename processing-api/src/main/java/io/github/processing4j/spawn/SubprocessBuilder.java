package io.github.processing4j.spawn;

import io.github.processing4j.spi.ProgramCommand;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.SubprocessSpec;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Launches a {@link Subprocess}: a {@link #command}, a {@link #script}, a {@link #shell} line or
 * {@link #thisProgram this program again}. Each {@link #start()} launches another one. Not thread-safe.
 */
public final class SubprocessBuilder {
  private static final String COMMAND = "command";
  private static final String SCRIPT = "script";
  private static final String SHELL = "shell";
  private static final String THIS_PROGRAM = "thisProgram";

  private String kind = "";
  private List<String> command = List.of();
  private @Nullable String interpreter;
  private boolean sameArguments;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, @Nullable String> environment = new LinkedHashMap<>();
  private @Nullable Path directory;
  private Redirect stdin = Redirect.INHERIT;
  private Redirect stdout = Redirect.INHERIT;
  private Redirect stderr = Redirect.INHERIT;
  private boolean stderrToStdout;
  private boolean dieWithParent;

  SubprocessBuilder() {}

  /**
   * The program, and its first arguments if there are any; {@link #args} follow.
   *
   * @param program a path, or a name that is looked up on this program's {@code PATH}. A relative path
   *     is resolved by the platform, on Unix against {@link #directory}
   */
  public SubprocessBuilder command(String... program) {
    return command(List.of(program));
  }

  /** The same as {@link #command(String...)}. */
  public SubprocessBuilder command(List<String> program) {
    if (program.isEmpty()) {
      throw new IllegalArgumentException("the command is empty: it begins with a program");
    }
    for (String argument : program) {
      CommandText.requireSendable(argument);
    }
    if (program.get(0).isEmpty()) {
      throw new IllegalArgumentException("the name of the program is empty");
    }
    choose(COMMAND);
    command = List.copyOf(program);
    return this;
  }

  /**
   * A script, run by the {@link #interpreter}, which is {@link Subprocess#python()} if none is named.
   *
   * @param file if relative, against the working directory of this program, whatever {@link
   *     #directory} is; see {@link Subprocess#programFolder()}
   */
  public SubprocessBuilder script(Path file) {
    choose(SCRIPT);
    command = List.of(CommandText.requireSendable(file.toAbsolutePath().toString()));
    return this;
  }

  /** What runs the {@link #script}: a path, or a name that is looked up on the {@code PATH}. */
  public SubprocessBuilder interpreter(String program) {
    if (program.isEmpty()) {
      throw new IllegalArgumentException("the name of the interpreter is empty");
    }
    interpreter = CommandText.requireSendable(program);
    return this;
  }

  /** What runs the {@link #script}. */
  public SubprocessBuilder interpreter(Path program) {
    return interpreter(program.toString());
  }

  /**
   * A line for the shell: {@code /bin/sh -c}, or on Windows {@code cmd /c}. For pipes and globs; what
   * comes from outside does not belong into it, since the shell would take it apart.
   */
  public SubprocessBuilder shell(String line) {
    if (line.isBlank()) {
      throw new IllegalArgumentException("the line for the shell is empty");
    }
    choose(SHELL);
    command = List.of(CommandText.requireSendable(line));
    return this;
  }

  /**
   * This very program again: the same Java with the same flags, class path or module path, main class
   * or jar, and the same arguments, unless {@link #args} are given. Debuggers, profilers and other
   * agents are left out, as two JVMs cannot share their ports. Usually with a variable of the
   * environment that tells it what its part is:
   *
   * <pre>{@code
   * Subprocess render = Subprocess.builder().thisProgram().env("ROLE", "render1").start();
   * }</pre>
   *
   * <p>{@link #start()} throws a {@link io.github.processing4j.ProcessingException} if this JVM does not
   * know its main class, as in a child {@code Process}.
   */
  public SubprocessBuilder thisProgram() {
    choose(THIS_PROGRAM);
    sameArguments = true;
    return this;
  }

  /** The same with these arguments, and be there none, in place of this program's. */
  public SubprocessBuilder thisProgram(String... args) {
    thisProgram();
    sameArguments = false;
    return args(args);
  }

  /** One more argument. It arrives as it is, with its spaces, quotes and backslashes. */
  public SubprocessBuilder arg(String argument) {
    arguments.add(CommandText.requireSendable(argument));
    return this;
  }

  /** More arguments. They arrive as they are. */
  public SubprocessBuilder args(String... more) {
    return args(Arrays.asList(more));
  }

  /** More arguments. They arrive as they are. */
  public SubprocessBuilder args(List<String> more) {
    more.forEach(this::arg);
    return this;
  }

  /**
   * Sets a variable on top of the inherited environment.
   *
   * @param value null removes it
   */
  public SubprocessBuilder env(String name, @Nullable String value) {
    CommandText.requireVariable(name, value);
    environment.put(name, value);
    return this;
  }

  /** The working directory; that of this program if it is not set. */
  public SubprocessBuilder directory(Path path) {
    directory = Objects.requireNonNull(path, "directory");
    return this;
  }

  /**
   * Where stdin comes from: {@link Subprocess#INHERIT}, {@link Subprocess#PIPE}, {@link
   * Subprocess#DISCARD} for an empty one, or {@link Redirect#from a file}.
   */
  public SubprocessBuilder stdin(Redirect source) {
    boolean writes = source.type() == Redirect.Type.WRITE || source.type() == Redirect.Type.APPEND;
    if (writes && !source.equals(Redirect.DISCARD)) {
      throw new IllegalArgumentException("stdin cannot be read by " + source);
    }
    stdin = source;
    return this;
  }

  /** A file that is stdin. */
  public SubprocessBuilder stdin(Path file) {
    return stdin(Redirect.from(file.toFile()));
  }

  /**
   * Where stdout goes: {@link Subprocess#INHERIT}, {@link Subprocess#PIPE}, {@link
   * Subprocess#DISCARD}, or {@linkplain Redirect#to a file}. A pipe that nobody reads holds the
   * program up as soon as it is full.
   */
  public SubprocessBuilder stdout(Redirect destination) {
    stdout = writable(destination);
    return this;
  }

  /** A file that stdout is written to, in place of what was in it. */
  public SubprocessBuilder stdout(Path file) {
    return stdout(Redirect.to(file.toFile()));
  }

  /** Where stderr goes; as {@link #stdout(Redirect)}. */
  public SubprocessBuilder stderr(Redirect destination) {
    stderr = writable(destination);
    stderrToStdout = false;
    return this;
  }

  /** A file that stderr is written to, in place of what was in it. */
  public SubprocessBuilder stderr(Path file) {
    return stderr(Redirect.to(file.toFile()));
  }

  /** Sends stderr where stdout goes, in the order in which both are written. */
  public SubprocessBuilder stderrToStdout() {
    stderrToStdout = true;
    return this;
  }

  /** Makes pipes of stdout and stderr, for {@link Subprocess#communicate()}. */
  public SubprocessBuilder captureOutput() {
    return stdout(Redirect.PIPE).stderr(Redirect.PIPE);
  }

  /**
   * Whether the program and its descendants are killed when this program ends, in whatever way, also
   * by SIGKILL; within about a second. False by default, as Popen's children live on.
   *
   * <p>When this program exits in order, it asks with SIGTERM first. What a descendant started whose own
   * parent has died before is not found. A small helper process per program watches for this, a
   * shell on Unix and a JVM elsewhere; it is started with the first such program.
   */
  public SubprocessBuilder dieWithParent(boolean die) {
    dieWithParent = die;
    return this;
  }

  /**
   * Launches the program. Returns when it runs.
   *
   * @throws SubprocessStartException if it cannot be launched; the message names what is missing
   * @throws IllegalStateException if there is nothing to launch
   */
  public Subprocess start() {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    List<String> whole = wholeCommand(all);
    all.putAll(environment);
    return Providers.get()
        .subprocesses()
        .start(
            new SubprocessSpec(
                whole, all, directory, stdin, stdout, stderr, stderrToStdout, dieWithParent));
  }

  private List<String> wholeCommand(Map<String, @Nullable String> variables) {
    if (interpreter != null && !kind.equals(SCRIPT)) {
      throw new IllegalStateException("an interpreter needs a script");
    }
    List<String> whole = new ArrayList<>();
    switch (kind) {
      case COMMAND -> whole.addAll(command);
      case SCRIPT -> {
        whole.add(interpreter != null ? interpreter : Subprocess.python());
        whole.add(requireScript());
      }
      case SHELL -> {
        if (!arguments.isEmpty()) {
          throw new IllegalStateException("a line for the shell takes no arguments");
        }
        whole.addAll(
            Programs.WINDOWS
                ? List.of(System.getenv().getOrDefault("ComSpec", "cmd.exe"), "/c")
                : List.of("/bin/sh", "-c"));
        whole.addAll(command);
      }
      case THIS_PROGRAM -> {
        boolean same = sameArguments && arguments.isEmpty();
        ProgramCommand program = Providers.get().subprocesses().thisProgram(same);
        whole.addAll(program.command());
        variables.putAll(program.environment());
      }
      default ->
          throw new IllegalStateException(
              "nothing to launch: give a command, a script, a line for the shell, or thisProgram");
    }
    whole.addAll(arguments);
    return whole;
  }

  private String requireScript() {
    String script = command.get(0);
    if (!Files.exists(Path.of(script))) {
      throw new SubprocessStartException(
          "there is no script " + script, script, List.of(script), null);
    }
    return script;
  }

  private void choose(String chosen) {
    if (!kind.isEmpty() && !kind.equals(chosen)) {
      throw new IllegalStateException(chosen + " after " + kind + ": only one can be launched");
    }
    kind = chosen;
  }

  private static Redirect writable(Redirect destination) {
    if (destination.type() == Redirect.Type.READ) {
      throw new IllegalArgumentException("nothing can be written to " + destination);
    }
    return destination;
  }
}
