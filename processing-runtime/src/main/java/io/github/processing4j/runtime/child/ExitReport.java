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
    page.failure(FailureForm.write(thrown));
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
    page.failure(FailureForm.write(thrown));
    // Where somebody waits for a result, he is told.
    if (!told.hasResult) {
      synchronized (err) {
        System.err.println("Process " + told.name + ":");
        thrown.printStackTrace();
      }
    }
    flush();
    // An exception out of main is the one way to exit with 1 after all other threads.
    Thread.currentThread().setUncaughtExceptionHandler(this);
    throw thrown;
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
