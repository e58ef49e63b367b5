package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A function that runs in another thread: {@code text_pyThreads} of TouchDesigner's threading
 * example, the simplest of the three.
 *
 * <p>It writes a text file of 100,000 numbered lines while the render loop goes on. The function
 * touches nothing that belongs to the loop; what it has to say it returns.
 *
 * <p>Prints, with other numbers of frames and another file:
 *
 * <pre>
 * frame    1  Processing
 * frame   23  Ready
 * /tmp/lines-4711.txt has 100000 lines; 23 frames were drawn while they were written
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S02TextFile [FILE]}
 */
final class S02TextFile {
  private static final int LINES = 100_000;

  private S02TextFile() {}

  public static void main(String[] args) throws IOException {
    Path file = args.length > 0 ? Path.of(args[0]) : Files.createTempFile("lines-", ".txt");
    FrameLoop loop = FrameLoop.atRate(60);

    FrameWorker<Integer> worker = FrameWorker.start(() -> writeLines(file));
    System.out.println("frame    1  " + worker.poll());
    loop.run(() -> worker.poll() == Status.PROCESSING);
    System.out.printf("frame %4d  %s%n", loop.frame(), worker.poll());

    if (worker.poll() == Status.FAILED) {
      throw new IOException("the lines were not written", worker.failure());
    }
    System.out.printf(
        "%s has %d lines; %d frames were drawn while they were written%n",
        file, worker.result(), loop.frame());
  }

  /** Writes the file line by line, each of them at once, as a log is written. */
  static int writeLines(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int number = 1; number <= LINES; number++) {
        out.write("line " + number);
        out.newLine();
        out.flush();
      }
    }
    return LINES;
  }
}
