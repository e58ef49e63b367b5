package io.github.processing4j.runtime.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The children of this JVM that were not seen dead. Thread-safe. */
final class ChildTable {
  private static final Set<LocalProcess> ALIVE = ConcurrentHashMap.newKeySet();

  private ChildTable() {}

  static void add(LocalProcess child) {
    ALIVE.add(child);
    Keeper.changed();
  }

  static void remove(LocalProcess child) {
    ALIVE.remove(child);
    Keeper.changed();
  }

  static List<LocalProcess> all() {
    return List.copyOf(ALIVE);
  }

  /** Those that do not survive this JVM if it ends as an orphan. */
  static List<LocalProcess> mortal() {
    return ALIVE.stream().filter(child -> !child.survivesOrphaned()).toList();
  }

  static List<LocalProcess> daemons(boolean daemon) {
    return ALIVE.stream().filter(child -> child.isDaemon() == daemon).toList();
  }
}
