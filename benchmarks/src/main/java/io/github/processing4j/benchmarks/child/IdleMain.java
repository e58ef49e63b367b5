package io.github.processing4j.benchmarks.child;

/** Makes the file named by its argument, and sleeps. */
public final class IdleMain {
  private static final long LONG_MILLIS = 300_000;

  private IdleMain() {}

  /** Sleeps until it is killed. */
  public static void main(String[] args) throws Exception {
    Stamp.write(args[0], System.nanoTime());
    Thread.sleep(LONG_MILLIS);
  }
}
