package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.frame.ProgressSnapshot;
import java.io.IOException;
import java.time.Duration;

/**
 * Tasks whose hooks run in the loop's own thread, as in TouchDesigner's Thread Manager.
 *
 * <p>Four tasks share two threads. Their hooks, which alone may touch what belongs to the loop, run
 * inside {@link FrameScheduler#frame()}: one of them succeeds and shows its progress, one throws,
 * one takes longer than it may, and one is cancelled before it begins.
 *
 * <p>Prints, with other numbers of frames:
 *
 * <pre>
 * frame    1  settings: java.io.IOException: no such file: settings.json
 * frame    7  unwanted: java.util.concurrent.CancellationException: …
 * frame   13  photos: 1 of 4
 * frame   25  photos: 2 of 4
 * frame   26  network: java.util.concurrent.TimeoutException: …
 * frame   37  photos: 3 of 4
 * frame   49  photos: 4 of 4
 * frame   49  photos: 4 photos loaded
 * 1 task done, 3 failed; all hooks ran in thread main
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S07Scheduler}
 */
final class S07Scheduler {
  private static final int PHOTOS = 4;
  private static final int CANCEL_FRAME = 6;

  private final FrameLoop loop = FrameLoop.atRate(60);
  private final FrameScheduler scheduler = FrameScheduler.threads(2);
  private String shown = "";
  private int ended;

  private S07Scheduler() {}

  public static void main(String[] args) {
    new S07Scheduler().run();
  }

  private void run() {
    add("photos", FrameTask.builder(S07Scheduler::loadPhotos).onRefresh(this::showProgress));
    add("settings", FrameTask.builder(S07Scheduler::readSettings));
    add("network", FrameTask.builder(S07Scheduler::waitForever).timeout(Duration.ofMillis(400)));
    FrameWorker<String> unwanted = add("unwanted", FrameTask.builder(S07Scheduler::waitForever));

    loop.run(
        () -> {
          scheduler.frame(); // all that a host needs to call
          if (loop.frame() == CANCEL_FRAME) {
            unwanted.cancel();
          }
          return ended < 4;
        });
    System.out.printf(
        "%d task done, %d failed; all hooks ran in thread %s%n",
        scheduler.done(), scheduler.failed(), Thread.currentThread().getName());
    scheduler.close();
  }

  private FrameWorker<String> add(String name, FrameTask.Builder<String> task) {
    return scheduler.enqueue(
        task.name(name)
            .onSuccess(result -> end(name, result))
            .onException(failure -> end(name, failure.toString()))
            .build());
  }

  private void end(String name, String how) {
    say(name + ": " + how);
    ended++;
  }

  private void showProgress(ProgressSnapshot progress) {
    if (!progress.message().equals(shown)) {
      shown = progress.message();
      say("photos: " + shown);
    }
  }

  private void say(String what) {
    System.out.printf("frame %4d  %s%n", loop.frame(), what);
  }

  static String loadPhotos(Progress progress) throws InterruptedException {
    for (int i = 1; i <= PHOTOS; i++) {
      Thread.sleep(200);
      progress.update((double) i / PHOTOS, i + " of " + PHOTOS);
    }
    return PHOTOS + " photos loaded";
  }

  static String readSettings() throws IOException {
    throw new IOException("no such file: settings.json");
  }

  static String waitForever() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
    return "never";
  }
}
