package io.github.processing4j.runtime.child;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.launch.StatusPage;
import java.io.IOException;
import java.io.PrintStream;

/** What the child does when its work threw, or could not be begun. */
final class ExitReport implements Thread.UncaughtExceptionHandler {
  private final StatusPage page;
  private final PrintStream err;

  ExitReport(StatusPage page, PrintStream err) {
    this.page = page;
    this.err = err;
  }

  /** Never got to the target: tells the parent alone, which says it in full. */
  void cannotBegin(Throwable thrown) throws IOException {
    tell(thrown);
    Runtime.getRuntime().exit(Child.CANNOT_BEGIN);
  }

  /**
   * The target threw. A stop ends the JVM at once; anything else is printed, and lets the JVM wait for
   * its other threads, and exit with 1.
   *
   * @param told what this child was told
   */
  void failed(Throwable thrown, Payload told) throws Throwable {
    if (Stop.ends(thrown, MainThread.wasStopped())) {
      page.processExit();
      flush();
      Runtime.getRuntime().exit(ProcessExit.EXIT_CODE);
    }
    // Before anything that may fail.
    Thread.currentThread().setUncaughtExceptionHandler(this);
    tell(thrown);
    // Where somebody waits for a result, he is told.
    if (!told.hasResult) {
      print(thrown, told.name);
    }
    flush();
    // An exception out of main is the one way to exit with 1 after all other threads.
    throw thrown;
  }

  /** Tells the parent, at least in short if the page has no room, or that there was no memory to. */
  private void tell(Throwable thrown) throws IOException {
    try {
      tellWhole(thrown);
    } catch (OutOfMemoryError e) {
      page.outOfMemory();
    } catch (IOException e) {
      try {
        page.failure(FailureForm.writeShort(thrown));
      } catch (IOException again) {
        // Then stderr alone tells it.
        thrown.addSuppressed(again);
      }
    }
  }

  private void tellWhole(Throwable thrown) throws IOException {
    byte[] written;
    try {
      written = FailureForm.write(thrown);
    } catch (OutOfMemoryError e) {
      // Other threads may have let go of theirs, for want of memory too.
      written = FailureForm.write(thrown);
    }
    page.failure(written);
  }

  private void print(Throwable thrown, String name) {
    synchronized (err) {
      try {
        System.err.println("Process " + name + ":");
        thrown.printStackTrace();
      } catch (RuntimeException | Error e) {
        // No memory, or its own methods throw.
        System.err.println(thrown.getClass().getName());
      }
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    // It was printed.
  }

  private static void flush() {
    System.out.flush();
    System.err.flush();
  }
}
