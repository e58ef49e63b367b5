package io.github.processing4j;

import io.github.processing4j.spi.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The started children of the processes of this JVM, each with its creator. */
final class Children {
  private static final Map<Process, Process> CREATORS = new ConcurrentHashMap<>();

  private Children() {}

  static void add(Process child, @Nullable Process creator, CompletableFuture<ExitStatus> exit) {
    if (creator != null) {
      CREATORS.put(child, creator);
      exit.whenComplete((status, failure) -> remove(child));
    }
  }

  static void remove(Process child) {
    CREATORS.remove(child);
  }

  static List<Process> activeOf(Process creator) {
    List<Process> active = new ArrayList<>();
    for (Map.Entry<Process, Process> entry : CREATORS.entrySet()) {
      if (entry.getValue() == creator) {
        if (entry.getKey().isAlive()) {
          active.add(entry.getKey());
        } else {
          remove(entry.getKey());
        }
      }
    }
    return active;
  }
}
