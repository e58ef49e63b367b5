package io.github.processing4j.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the parent makes of how a child ends, at moments that a real one does not keep. */
@Timeout(60)
class LocalProcessTest {
  private static final String SILENT_JVM = "true";

  /** Keeps how a task failed. */
  private static final class Failure implements TaskListener {
    final CompletableFuture<Throwable> told = new CompletableFuture<>();

    @Override
    public void progressed(double fraction, String message, @Nullable Object payload) {}

    @Override
    public void succeeded(@Nullable Object result) {
      told.completeExceptionally(new AssertionError("succeeded with " + result));
    }

    @Override
    public void failed(Throwable failure) {
      told.complete(failure);
    }
  }

  private static Work taskOf(TaskListener listener) {
    return new Work.OfTask("task", null, listener);
  }

  @Test
  void aStopDoesNotMakeThePageOfAFinishedChildAnew() throws Exception {
    FakeJvm jvm = new FakeJvm().running();
    LocalProcess child = jvm.held(new Work.OfNothing(), SILENT_JVM);
    jvm.whenAskedNext(
        () -> {
          jvm.end(0);
          Thread reaper = new Thread(child::finish);
          reaper.start();
          try {
            reaper.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    child.stop();
    assertFalse(child.isAlive());
    assertFalse(Files.exists(jvm.page));
  }

  @Test
  void aStopIsTheEndOnlyWithItsExitCode() throws Exception {
    FakeJvm jvm = new FakeJvm().running();
    try (StatusPage page = StatusPage.open(jvm.page.toFile())) {
      page.orderly(0);
      page.processExit();
    }
    LocalProcess child = jvm.held(new Work.OfNothing(), SILENT_JVM);
    jvm.end(3);
    assertEquals(new ExitStatus(3, false), child.exitStatus());
  }

  @Test
  void aTaskIsToldOfItsEndThoughItsLinkStaysOpen() throws Exception {
    FakeJvm jvm = new FakeJvm().running();
    Failure failure = new Failure();
    Work work = taskOf(failure);
    LocalProcess child = jvm.held(work, SILENT_JVM);
    // The end of its link it never hears.
    new ChildListener("fake", work).child(child);
    jvm.end(3);
    child.finish();
    assertInstanceOf(ProcessDiedException.class, failure.told.get(10, TimeUnit.SECONDS));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sh")
  void othersAreToldOfTheirEndsWhileTheJvmOfOneIsRunOnceMore(@TempDir Path directory)
      throws Exception {
    Path goOn = directory.resolve("go on");
    String[] jvmThatWaits = {
      "sh", "-c", "while [ ! -e '" + goOn + "' ]; do sleep 0.02; done; echo no such option"
    };
    FakeJvm silent = new FakeJvm();
    Failure slow = new Failure();
    Work work = taskOf(slow);
    LocalProcess child = silent.held(work, jvmThatWaits);
    ChildListener listener = new ChildListener("fake", work);
    listener.child(child);
    listener.closed();
    silent.end(1);
    child.finish();

    CountDownLatch others = new CountDownLatch(1);
    Reaper.execute(others::countDown);
    assertTrue(others.await(5, TimeUnit.SECONDS));
    assertFalse(slow.told.isDone());
    Files.createFile(goOn);
    Throwable told = slow.told.get(20, TimeUnit.SECONDS);
    assertInstanceOf(ProcessStartException.class, told);
    assertTrue(told.getMessage().contains("no such option"), told::getMessage);
  }
}
