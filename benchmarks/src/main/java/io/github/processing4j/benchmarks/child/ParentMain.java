package io.github.processing4j.benchmarks.child;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.benchmarks.measure.Await;
import io.github.processing4j.benchmarks.measure.ProcFs;
import io.github.processing4j.benchmarks.peer.BareJava;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parent that tells what it costs, first with a few children, then with many.
 *
 * <p>Arguments: {@code ours} or {@code bare}; a directory for files; the two numbers of children. For
 * each number it prints a line: private memory and used heap in KiB, live threads, open descriptors.
 * Run it with a heap that is touched from the start and does not change its size; then what grows
 * of the private memory is outside of the heap.
 */
public final class ParentMain {
  private static final long SETTLE_MILLIS = 1000;

  /** Of the children alone; the rest they have as their parent. */
  private static final List<String> CHILD_FLAGS = List.of("-XX:-AlwaysPreTouch");

  private final boolean ours;
  private final Path directory;
  private final List<Kill> children = new ArrayList<>();

  private interface Kill {
    void now() throws InterruptedException;
  }

  private ParentMain(boolean ours, Path directory) {
    this.ours = ours;
    this.directory = directory;
  }

  /** Starts children, tells, and kills them. */
  public static void main(String[] args) throws Exception {
    ParentMain parent = new ParentMain(args[0].equals("ours"), Path.of(args[1]));
    try {
      // What telling itself loads is not to be counted as a cost of the children after the first.
      parent.cost();
      parent.tellWith(Integer.parseInt(args[2]));
      parent.tellWith(Integer.parseInt(args[3]));
    } finally {
      for (Kill child : parent.children) {
        child.now();
      }
    }
  }

  private void tellWith(int count) throws Exception {
    int before = children.size();
    while (children.size() < count) {
      children.add(start(file(children.size())));
    }
    for (int i = before; i < count; i++) {
      Await.file(file(i));
    }
    Thread.sleep(SETTLE_MILLIS);
    System.out.println(cost());
  }

  private String cost() throws IOException {
    System.gc();
    System.gc();
    long pid = ProcessHandle.current().pid();
    return String.format(
        Locale.ROOT,
        "%d %d %d %d",
        ProcFs.privateKib(pid),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ProcFs.descriptors(pid));
  }

  private Path file(int child) {
    return directory.resolve(ProcessHandle.current().pid() + "-" + child);
  }

  private Kill start(Path file) throws IOException {
    if (!ours) {
      java.lang.Process process = BareJava.of(IdleMain.class, CHILD_FLAGS, file.toString()).start();
      return () -> process.destroyForcibly().waitFor();
    }
    JvmOptions jvm = JvmOptions.builder().flags(CHILD_FLAGS.toArray(new String[0])).build();
    Process process = Process.builder().target(Targets.idle(file.toString())).jvm(jvm).build();
    process.start();
    return () -> {
      process.kill();
      process.join();
    };
  }
}
