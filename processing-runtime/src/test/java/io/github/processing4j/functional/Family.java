package io.github.processing4j.functional;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A main process, its children and a grandchild, which leave their pids as notes and then do as they
 * are told by the arguments: the directory of the notes, what the children are like, and how the main
 * process goes on.
 */
final class Family {
  static final List<String> MEMBERS = List.of("calm", "stubborn", "parent", "grandchild");

  private Family() {}

  public static void main(String[] args) {
    Notes notes = new Notes(args[0]);
    List<Process> children = start(notes, Boolean.parseBoolean(args[1]));
    for (String member : MEMBERS) {
      notes.await(member);
    }
    System.out.println("ready");
    switch (args[2]) {
      case "sleep" -> {
        try {
          Processing.sleep(Duration.ofHours(1));
        } finally {
          notes.put("main was interrupted");
        }
      }
      case "exit" -> System.exit(7);
      case "return" -> {}
      case "outlives an interrupt" -> {
        // As a shell that goes on after Ctrl-C.
        Signals.handle("INT", () -> System.out.println("main got SIGINT"));
        System.out.println("handles");
        for (Process child : children) {
          child.join();
          System.out.println(child);
        }
      }
      default -> throw new IllegalArgumentException(args[2]);
    }
  }

  static List<Process> start(Notes notes, boolean daemon) {
    List<Process> children = new ArrayList<>();
    children.add(child(notes, "calm", daemon, Family::sleepForLong));
    children.add(child(notes, "stubborn", daemon, Family::ignoreAll));
    children.add(
        child(
            notes,
            "parent",
            daemon,
            () -> {
              Process grandchild = child(notes, "grandchild", daemon, Family::sleepForLong);
              grandchild.join();
              // What ends the grandchild may be about to end this one too.
              sleepForLong();
            }));
    return children;
  }

  private static Process child(Notes notes, String name, boolean daemon, Target then) {
    Process child =
        Process.builder()
            .name(name)
            .daemon(daemon)
            .orphanPolicy(OrphanPolicy.END)
            .jvm(JvmOptions.inherited())
            .target(
                () -> {
                  notes.put(name, Process.current().getPid());
                  then.run();
                })
            .build();
    child.start();
    return child;
  }

  static void sleepForLong() {
    Processing.sleep(Duration.ofHours(1));
  }

  /** Heeds neither a stop nor the shutdown of its JVM. */
  static void ignoreAll() {
    Runtime.getRuntime().addShutdownHook(new Thread(Family::sleepForLong));
    while (true) {
      try {
        sleepForLong();
      } catch (ProcessExit e) {
        Thread.onSpinWait();
      }
    }
  }

  /** The pids of the members, which are killed when the test ends. */
  static List<Long> pids(Notes notes) {
    List<Long> pids = new ArrayList<>();
    for (String member : MEMBERS) {
      long pid = notes.awaitLong(member);
      Leftovers.track(pid);
      pids.add(pid);
    }
    return pids;
  }
}
