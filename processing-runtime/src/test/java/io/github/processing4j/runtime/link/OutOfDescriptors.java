package io.github.processing4j.runtime.link;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has no descriptor left while its child, and others, want to be heard; then prints how that went. To
 * be run with few descriptors.
 */
final class OutOfDescriptors {
  private static final int STEPS = 50;
  private static final int STEP_MILLIS = 10;

  private OutOfDescriptors() {}

  public static void main(String[] args) throws Exception {
    File go = File.createTempFile("processing4j", ".go");
    String path = go.getPath();
    ProgressTask<String> task =
        progress -> {
          progress.update(0, "ready");
          while (new File(path).exists()) {
            Thread.sleep(1);
          }
          LinkAddress parent = new LinkAddress(Objects.requireNonNull(Child.payload()).linkAddress);
          List<Stranger> strangers = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            strangers.add(new Stranger(parent));
          }
          for (int i = 1; i <= STEPS; i++) {
            progress.update((double) i / STEPS, "step " + i);
            Thread.sleep(STEP_MILLIS);
          }
          return "heard of " + strangers.size();
        };
    CompletableFuture<String> ready = new CompletableFuture<>();
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Process child =
        Process.builder().work(new Work.OfTask(task, null, listener(ready, outcome))).build();
    child.start();
    ready.get();
    // Loads what the rest needs while there are descriptors.
    System.out.println("failed " + failedStart(null));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long linkThread = idOf("processing-link");
    long before = threads.getThreadCpuTime(linkThread);
    List<FileInputStream> all = exhaust();
    String failed = failedStart(all);
    go.delete();
    String heard = outcome.get();
    long cpuMillis = (threads.getThreadCpuTime(linkThread) - before) / 1_000_000;
    for (FileInputStream one : all) {
      one.close();
    }
    child.join();
    System.out.println(heard);
    System.out.println("failed " + failed);
    System.out.println("busy " + cpuMillis);
    Process next = new Process(() -> System.out.println("next"));
    next.start();
    next.join();
    try (var files = Files.list(Session.current().directory())) {
      System.out.println(files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** Opens files until none can be opened. */
  private static List<FileInputStream> exhaust() {
    List<FileInputStream> all = new ArrayList<>();
    while (true) {
      try {
        all.add(new FileInputStream("/dev/null"));
      } catch (IOException e) {
        return all;
      }
    }
  }

  private static String failedStart(@Nullable List<FileInputStream> exhausted) {
    Process.Builder builder = Process.builder().target(() -> {});
    if (exhausted == null) {
      Object unsendable = new Object();
      builder.target(() -> System.out.println(unsendable));
    }
    try {
      builder.build().start();
      return "not";
    } catch (ProcessingException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static long idOf(String name) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        return thread.getId();
      }
    }
    throw new IllegalStateException("no thread " + name);
  }

  private static TaskListener listener(
      CompletableFuture<String> ready, CompletableFuture<String> outcome) {
    return new TaskListener() {
      @Override
      public void progressed(double fraction, String message, @Nullable Object payload) {
        ready.complete(message);
      }

      @Override
      public void succeeded(@Nullable Object result) {
        outcome.complete(result + "");
      }

      @Override
      public void failed(Throwable failure) {
        outcome.complete(failure.toString());
      }
    };
  }
}
