package io.github.processing4j;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM of a child differs from that of its parent. Immutable.
 *
 * <p>What is not said here is inherited: heap and GC flags, system properties of the command line,
 * {@code --add-opens}, environment, working directory, stdout and stderr. Debuggers, profilers and
 * other agents are not inherited, unless {@link Builder#inheritAgents()} asks for it.
 */
public final class JvmOptions {
  private static final JvmOptions INHERITED = builder().build();

  private final long heapBytes;
  private final List<String> flags;
  private final Map<String, String> systemProperties;
  private final Map<String, @Nullable String> environment;
  private final boolean inheritAgents;
  private final int debugPort;
  private final @Nullable Path directory;
  private final @Nullable Path javaHome;
  private final Redirect output;
  private final Redirect error;
  private final boolean errorToOutput;
  private final boolean background;

  private JvmOptions(Builder b) {
    heapBytes = b.heapBytes;
    flags = List.copyOf(b.flags);
    systemProperties = Collections.unmodifiableMap(new LinkedHashMap<>(b.systemProperties));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(b.environment));
    inheritAgents = b.inheritAgents;
    debugPort = b.debugPort;
    directory = b.directory;
    javaHome = b.javaHome;
    output = b.output;
    error = b.error;
    errorToOutput = b.errorToOutput;
    background = b.background;
  }

  /** Everything as in the parent. */
  public static JvmOptions inherited() {
    return INHERITED;
  }

  /** A builder that starts from {@link #inherited()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The maximum heap in bytes, or 0 if it is inherited. */
  public long heapBytes() {
    return heapBytes;
  }

  /** Further JVM flags, after the inherited ones. */
  public List<String> flags() {
    return flags;
  }

  /** Further system properties. */
  public Map<String, String> systemProperties() {
    return systemProperties;
  }

  /** Changes to the inherited environment; a null value removes a variable. */
  public Map<String, @Nullable String> environment() {
    return environment;
  }

  /** Whether the parent's agents run in the child too. */
  public boolean inheritsAgents() {
    return inheritAgents;
  }

  /** The port where a debugger may attach, or 0 for none. */
  public int debugPort() {
    return debugPort;
  }

  /** The working directory, or null if it is inherited. */
  public @Nullable Path directory() {
    return directory;
  }

  /** The Java home whose {@code java} is run, or null for that of the parent. */
  public @Nullable Path javaHome() {
    return javaHome;
  }

  /** Where stdout goes. */
  public Redirect output() {
    return output;
  }

  /** Where stderr goes. */
  public Redirect error() {
    return error;
  }

  /** Whether stderr goes where stdout goes. */
  public boolean errorToOutput() {
    return errorToOutput;
  }

  /** Whether it runs only where nobody else wants to. */
  public boolean isBackground() {
    return background;
  }

  /** Builds {@link JvmOptions}. Not thread-safe. */
  public static final class Builder {
    private static final long MIN_HEAP_BYTES = 2L << 20;

    private long heapBytes;
    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> systemProperties = new LinkedHashMap<>();
    private final Map<String, @Nullable String> environment = new LinkedHashMap<>();
    private boolean inheritAgents;
    private int debugPort;
    private @Nullable Path directory;
    private @Nullable Path javaHome;
    private Redirect output = Redirect.INHERIT;
    private Redirect error = Redirect.INHERIT;
    private boolean errorToOutput;
    private boolean background;

    private Builder() {}

    private Builder(JvmOptions from) {
      heapBytes = from.heapBytes;
      flags.addAll(from.flags);
      systemProperties.putAll(from.systemProperties);
      environment.putAll(from.environment);
      inheritAgents = from.inheritAgents;
      debugPort = from.debugPort;
      directory = from.directory;
      javaHome = from.javaHome;
      output = from.output;
      error = from.error;
      errorToOutput = from.errorToOutput;
      background = from.background;
    }

    /**
     * The maximum heap ({@code -Xmx}), in place of all inherited heap sizes.
     *
     * @param bytes at least 2 MiB
     */
    public Builder heap(long bytes) {
      if (bytes < MIN_HEAP_BYTES) {
        throw new IllegalArgumentException("heap of " + bytes + " bytes: at least 2 MiB is needed");
      }
      heapBytes = bytes;
      return this;
    }

    /**
     * The maximum heap ({@code -Xmx}), in place of all inherited heap sizes.
     *
     * @param size as {@code -Xmx} takes it: {@code 256m}, {@code 2g}
     */
    public Builder heap(String size) {
      String digits = size.strip();
      int shift = 0;
      if (!digits.isEmpty()) {
        shift =
            switch (Character.toLowerCase(digits.charAt(digits.length() - 1))) {
              case 'k' -> 10;
              case 'm' -> 20;
              case 'g' -> 30;
              case 't' -> 40;
              default -> 0;
            };
      }
      if (shift > 0) {
        digits = digits.substring(0, digits.length() - 1);
      }
      try {
        return heap(Math.multiplyExact(Long.parseLong(digits), 1L << shift));
      } catch (NumberFormatException | ArithmeticException e) {
        throw new IllegalArgumentException("heap '" + size + "': write it as 256m or 2g", e);
      }
    }

    /**
     * Further JVM flags, such as {@code -XX:+UseSerialGC}, one argument each.
     *
     * @param more each begins with a dash; those with a value contain it, as {@code
     *     --add-opens=java.base/java.lang=ALL-UNNAMED}
     */
    public Builder flags(String... more) {
      for (String flag : more) {
        if (!flag.startsWith("-")) {
          throw new IllegalArgumentException(
              "JVM flag '" + flag + "' does not begin with a dash; write --name=value in one");
        }
        flags.add(flag);
      }
      return this;
    }

    /** A system property, {@code -Dname=value}. */
    public Builder systemProperty(String name, String value) {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new IllegalArgumentException("system property name '" + name + "'");
      }
      systemProperties.put(name, Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * A Java agent, as {@code -javaagent:} takes it.
     *
     * @param jarWithOptions {@code path/agent.jar=options}
     */
    public Builder agent(String jarWithOptions) {
      flags.add("-javaagent:" + jarWithOptions);
      return this;
    }

    /** Runs the agents of the parent in the child too, but never its debugger on the same port. */
    public Builder inheritAgents() {
      inheritAgents = true;
      return this;
    }

    /**
     * Lets a debugger attach.
     *
     * @param port on loopback, 1 to 65535
     */
    public Builder debugPort(int port) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("debug port " + port + ": 1 to 65535");
      }
      debugPort = port;
      return this;
    }

    /** Sets a variable on top of the inherited environment; null removes it. */
    public Builder env(String name, @Nullable String value) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("environment variable name '" + name + "'");
      }
      environment.put(name, value);
      return this;
    }

    /** The working directory. It must exist when the process starts. */
    public Builder directory(Path path) {
      directory = Objects.requireNonNull(path, "path");
      return this;
    }

    /** The Java home whose {@code bin/java} is run. Its version must run the parent's classes. */
    public Builder javaHome(Path path) {
      javaHome = Objects.requireNonNull(path, "path");
      return this;
    }

    /**
     * Where stdout goes.
     *
     * @param redirect to or appended to a file, inherited, or discarded; not a pipe
     */
    public Builder output(Redirect redirect) {
      output = notPipe(redirect);
      return this;
    }

    /**
     * Where stderr goes.
     *
     * @param redirect to or appended to a file, inherited, or discarded; not a pipe
     */
    public Builder error(Redirect redirect) {
      error = notPipe(redirect);
      return this;
    }

    /** Sends stderr where stdout goes. */
    public Builder errorToOutput() {
      errorToOutput = true;
      return this;
    }

    /**
     * Has the process run only where nobody else wants the CPU, and make room at once: for work beside a
     * render loop, which need not wait then for the rest of anybody's time slice. On a machine without
     * a CPU to spare it makes hardly any progress.
     *
     * <p>On Linux, by its idle policy and the tool {@code chrt} of util-linux; without that, and elsewhere, it
     * has no effect. What the process starts is in the background too.
     */
    public Builder background() {
      background = true;
      return this;
    }

    /** The options. */
    public JvmOptions build() {
      return new JvmOptions(this);
    }

    private static Redirect notPipe(Redirect redirect) {
      if (redirect.type() == Redirect.Type.PIPE || redirect.type() == Redirect.Type.READ) {
        throw new IllegalArgumentException(
            "redirect " + redirect + ": nobody would read it; use a file, INHERIT or DISCARD");
      }
      return redirect;
    }
  }
}
