package io.github.processing4j.functional;

import io.github.processing4j.runtime.session.NextStart;
import java.nio.file.Path;
import java.util.Set;

/** The sessions of JVMs that a test has given the directory of its notes as their place. */
final class Sessions {
  private Sessions() {}

  /** The names of those that are there. */
  static Set<String> in(Notes notes) {
    return Directories.list(root(notes));
  }

  /** Waits until all processes have ended whose command lines name that place. */
  static void awaitDeserted(Notes notes) {
    Eventually.become(
        "end of all",
        () ->
            ProcessHandle.allProcesses()
                .noneMatch(p -> p.info().commandLine().orElse("").contains(notes.directory())));
  }

  /**
   * The main processes have ended, and all others do: nothing is left. A main process waits only a
   * moment for the others before it leaves its session to the next start.
   */
  static void assertNoneLeft(Notes notes) {
    awaitDeserted(notes);
    // A process has no command line any more a moment before the kernel frees its lock.
    Eventually.become(
        "the end of all sessions",
        () -> {
          NextStart.sweep(root(notes));
          return in(notes).isEmpty();
        });
  }

  private static Path root(Notes notes) {
    return notes.path(
        Directories.list(notes.path("")).stream()
            .filter(name -> name.startsWith("processing4j-"))
            .findAny()
            .orElseThrow());
  }
}
