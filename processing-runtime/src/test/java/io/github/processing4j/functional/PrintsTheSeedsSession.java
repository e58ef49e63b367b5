package io.github.processing4j.functional;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import java.time.Duration;

/** The example of the ancestor's reference, and its other states. */
final class PrintsTheSeedsSession {
  private PrintsTheSeedsSession() {}

  static final class Counter extends Process {
    private static final long serialVersionUID = 1;

    @Override
    public void run() {}
  }

  public static void main(String[] args) {
    Process p =
        Process.builder()
            .target(a -> Processing.sleep(Duration.ofSeconds(a.getInt(0))), 1000)
            .build();
    System.out.println(p);
    p.start();
    System.out.println(p);
    p.stop();
    p.join();
    System.out.println(p);

    p =
        Process.builder()
            .target(a -> Processing.sleep(Duration.ofSeconds(a.getInt(0))), 1000)
            .build();
    p.start();
    ProcessHandle.of(p.getPid()).orElseThrow().destroy();
    p.join();
    System.out.println(p);
    System.out.println(p.getExitCode() == -15 ? "True" : "False");

    p = Process.builder().daemon(true).target(() -> {}).build();
    System.out.println(p);
    p.start();
    System.out.println(p);
    p.join();
    System.out.println(p);

    p = new Process(() -> System.exit(1));
    p.start();
    p.join();
    System.out.println(p);

    p = new Counter();
    System.out.println(p);
    p.start();
    p.join();
    System.out.println(p);
    System.out.println(Process.current());
  }
}
