package io.github.processing4j.runtime.subprocess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A process and its descendants, as they were found. */
final class ProcessTree {
  private final Set<ProcessHandle> all;

  private ProcessTree(Set<ProcessHandle> all) {
    this.all = all;
  }

  /** Those that there are now. */
  static ProcessTree of(ProcessHandle root) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    all.add(root);
    // Suspending is not portable, so new ones are looked for until there are none.
    while (all.addAll(root.descendants().toList())) {
      Thread.onSpinWait();
    }
    return new ProcessTree(all);
  }

  /** Kills them, the root first, and what they start meanwhile. A handle knows a pid that recurs. */
  void kill() {
    Deque<ProcessHandle> left = new ArrayDeque<>(all);
    for (ProcessHandle next = left.poll(); next != null; next = left.poll()) {
      List<ProcessHandle> late = new ArrayList<>(next.descendants().toList());
      for (ProcessHandle each : late) {
        if (all.add(each)) {
          left.add(each);
        }
      }
      next.destroyForcibly();
    }
  }
}
