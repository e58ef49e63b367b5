package io.github.processing4j.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The peers of this machine, and a directory for what is written while they run. */
public final class Peers implements AutoCloseable {
  /** CPython, whose main module a child need not import again. */
  public static final String MINIMAL = "CPython spawn, minimal main";

  /** CPython, whose main module is a file. */
  public static final String SCRIPT = "CPython spawn, script main";

  /** Why a peer is missing. */
  public static final String NO_PYTHON = "no CPython 3 on the PATH";

  private static final List<String> SCRIPTS =
      List.of("peer.py", "targets.py", "script.py", "exchange.py");
  private static final List<String> MINIMAL_MAIN =
      List.of("-c", "import peer, targets; peer.serve(targets)");
  private static final List<String> EXCHANGE_MAIN =
      List.of("-c", "import exchange; exchange.serve()");
  private static final List<String> SCRIPT_MAIN = List.of("script.py");

  private final @Nullable Python python;
  private final Path directory;

  private Peers(@Nullable Python python, Path directory) {
    this.python = python;
    this.directory = directory;
  }

  /** Looks for peers, and makes the directory. */
  public static Peers find() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("processing4j-benchmarks");
    Peers peers = new Peers(Python.find(), directory);
    for (String script : SCRIPTS) {
      try (InputStream in = Peers.class.getResourceAsStream("/peers/" + script)) {
        Files.copy(Objects.requireNonNull(in, script), directory.resolve(script));
      }
    }
    return peers;
  }

  /** CPython, or null. */
  public @Nullable Python python() {
    return python;
  }

  /** A CPython that was started as by {@code python -c}: nothing of its main goes to its children. */
  public PythonPeer minimalPython() throws IOException {
    return new PythonPeer(Objects.requireNonNull(python), directory, MINIMAL_MAIN);
  }

  /** A CPython that runs a file, which its children run again. */
  public PythonPeer scriptPython() throws IOException {
    return new PythonPeer(Objects.requireNonNull(python), directory, SCRIPT_MAIN);
  }

  /** A CPython with processes that exchange something; see {@code exchange.py}. */
  public PythonPeer exchangingPython() throws IOException {
    return new PythonPeer(Objects.requireNonNull(python), directory, EXCHANGE_MAIN);
  }

  /** A CPython whose children are started by this method; it runs a file. */
  public PythonPeer pythonWith(StartMethod method) throws IOException {
    return new PythonPeer(
        Objects.requireNonNull(python), directory, List.of("script.py", method.pythonName()));
  }

  /** Why there is no CPython with this start method, or null. */
  public @Nullable String missing(StartMethod method) {
    if (python == null) {
      return NO_PYTHON;
    }
    return python.startMethods().contains(method.pythonName()) ? null : "not on this OS";
  }

  /** A file of this name in the directory. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
