package io.github.processing4j.runtime.process;

import io.github.processing4j.Processing;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The spares of this JVM, for tests. */
public final class Spares {
  private Spares() {}

  /** Waits until all spares are ready, and tells their pids. */
  public static Set<Long> awaitReady() throws InterruptedException {
    SpareStock.get().awaitReady();
    return pids();
  }

  /** The pids of the spares, also of those that boot or are ending. */
  public static Set<Long> pids() {
    Set<Long> pids =
        ProcessHandle.current()
            .children()
            .map(ProcessHandle::pid)
            .collect(Collectors.toCollection(TreeSet::new));
    Processing.activeChildren().forEach(child -> pids.remove(child.getPid()));
    return pids;
  }

  /** How many are ready. */
  public static int ready() {
    return SpareStock.get().ready();
  }
}
