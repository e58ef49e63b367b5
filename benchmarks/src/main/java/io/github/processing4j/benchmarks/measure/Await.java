package io.github.processing4j.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Waits for files that children make. */
public final class Await {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long LOOK_MILLIS = 5;

  private Await() {}

  /** Waits until the file is there. */
  public static void file(Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!Files.exists(file)) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IOException("nobody made " + file + " within a minute");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
