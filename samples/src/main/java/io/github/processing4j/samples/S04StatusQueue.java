package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import io.github.processing4j.frame.StatusQueue;

/**
 * A queue that tells the loop when work is done: {@code text_pyThreads_queue} of TouchDesigner's
 * threading example.
 *
 * <p>The worker's status goes into a queue that is kept by name, as the example keeps its queue in
 * storage: "Processing", and at the end "Ready". A script that runs at the start of each frame takes
 * what is new. Once it has seen "Ready" it disables itself, so that it runs when it is needed and
 * not in every frame.
 *
 * <p>Prints, with other numbers of frames:
 *
 * <pre>
 * frame    1: Processing
 * frame   51: Ready, 348513 primes below 5000000
 * frame  111: the end; the script ran in 51 frames, then it was off
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S04StatusQueue}
 */
final class S04StatusQueue {
  private static final String QUEUE = "primes";
  private static final int LIMIT = 5_000_000;
  private static final int FRAMES_AFTER = 60;

  private final FrameLoop loop = FrameLoop.atRate(60);
  private final FrameWorker<Integer> worker =
      FrameWorker.builder(S04StatusQueue::countPrimes, LIMIT)
          .statusQueue(StatusQueue.named(QUEUE))
          .startInProcess();
  private boolean frameStartActive = true;
  private int framesSeen;

  private S04StatusQueue() {}

  public static void main(String[] args) {
    new S04StatusQueue().run();
  }

  private void run() {
    loop.run(this::draw);
    System.out.printf(
        "frame %4d: the end; the script ran in %d frames, then it was off%n",
        loop.frame(), framesSeen);
  }

  private boolean draw() {
    if (frameStartActive) {
      onFrameStart();
    }
    return frameStartActive || loop.frame() < framesSeen + FRAMES_AFTER;
  }

  /** What TouchDesigner runs at the start of a frame while it is active. */
  private void onFrameStart() {
    framesSeen++;
    Status news = StatusQueue.named(QUEUE).poll();
    if (news == Status.PROCESSING) {
      System.out.printf("frame %4d: %s%n", loop.frame(), news);
    } else if (news != null) {
      String end =
          news == Status.READY
              ? worker.result() + " primes below " + LIMIT
              : "because of " + worker.failure();
      System.out.printf("frame %4d: %s, %s%n", loop.frame(), news, end);
      frameStartActive = false;
    }
  }

  /** Counts by trial division: slow on purpose. */
  static int countPrimes(int limit) {
    int count = 0;
    for (int n = 2; n < limit; n++) {
      boolean prime = n == 2 || n % 2 != 0;
      for (int d = 3; prime && d * d <= n; d += 2) {
        prime = n % d != 0;
      }
      count += prime ? 1 : 0;
    }
    return count;
  }
}
