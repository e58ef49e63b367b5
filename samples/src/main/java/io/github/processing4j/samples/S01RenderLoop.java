package io.github.processing4j.samples;

import io.github.processing4j.Process;
import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.frame.Status;
import java.util.List;

/**
 * Slow work beside a render loop that never waits for it: what all of this is for.
 *
 * <p>A loop draws 60 frames a second, here a ball that bounces in the terminal. After one second it
 * hands some seconds of arithmetic to a process of its own, and draws on. Once per frame it looks how
 * far that is: "Processing", then "Ready", and then the result is there. However hard the other
 * process works, leaks or crashes, the loop does not feel it: kill it meanwhile, and see.
 *
 * <p>Prints, in a terminal, one line that moves, and then the picture:
 *
 * <pre>
 * (       o     )  Processing  48 %  frame  163  longest 17.1 ms  process 4725
 * </pre>
 *
 * <p>Where stdout is no terminal it prints such a line each second instead. The last lines tell how
 * many frames were drawn, how long the longest was, and which process did the work.
 *
 * <p>Run {@code main} in an IDE, or: {@code mvn -q -DskipTests package && java -jar
 * samples/target/samples.jar}
 */
final class S01RenderLoop {
  private static final int HAND_OFF_FRAME = 60;
  private static final int FRAMES_AFTER = 60;

  private final FrameLoop loop = FrameLoop.atRate(60);
  private final Screen screen = new Screen();
  private FrameWorker<List<String>> worker;
  private Status status;
  private long lastFrame = Long.MAX_VALUE;

  private S01RenderLoop() {}

  public static void main(String[] args) {
    new S01RenderLoop().run();
  }

  private void run() {
    System.out.println("A loop at 60 frames a second, and slow work in another process.");
    FrameWorker.prepare(); // a JVM's first launch loads classes; that is for load time
    loop.run(this::draw);
    screen.end();

    List<String> picture = worker.result();
    if (picture != null) {
      picture.forEach(System.out::println);
    } else {
      System.out.println("There is no picture: " + worker.failure().getMessage());
    }
    System.out.printf(
        "%nProcess %d drew %d frames; the longest took %.1f ms.%n",
        Process.current().getPid(), loop.frame(), Screen.millis(loop.longest()));
    if (picture == null) {
      System.exit(1);
    }
    System.out.printf("Process %s computed the picture.%n", worker.progress().payload());
  }

  /** Draws one frame; answers whether there is another one. */
  private boolean draw() {
    if (loop.frame() == HAND_OFF_FRAME) {
      worker = FrameWorker.inProcess(Mandelbrot::draw);
      status = Status.PROCESSING;
    } else if (status == Status.PROCESSING) {
      status = worker.poll();
      if (status.isDone()) {
        lastFrame = loop.frame() + FRAMES_AFTER;
      }
    }
    screen.show(
        loop,
        status == null ? "Idle" : status.toString(),
        worker == null ? ProgressSnapshot.NONE : worker.progress());
    return loop.frame() < lastFrame;
  }
}
