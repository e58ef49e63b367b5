package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.session.ShutdownSignal;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Raises SIGINT in this JVM; also where it was launched with SIGINT ignored, as a shell does for a job
 * in the background, when a signal from outside would be lost.
 */
final class Interrupt {
  private static final int SIGINT = 2;
  private static final int SIGNALLED = 128;

  private Interrupt() {}

  static void raise() {
    try {
      Signal signal = new Signal("INT");
      SignalHandler before = Signal.handle(signal, SignalHandler.SIG_DFL);
      if (before != SignalHandler.SIG_IGN) {
        // The JVM's own handler, or one that the target has set.
        Signal.handle(signal, before);
        Signal.raise(signal);
        return;
      }
    } catch (IllegalArgumentException | LinkageError e) {
      // Under -Xrs, or without jdk.unsupported.
    }
    exitAsInterrupted();
  }

  /** On a thread of the name by which the exit mark knows the signal. */
  private static void exitAsInterrupted() {
    Thread exit =
        new Thread(null, null, ShutdownSignal.INTERRUPT_THREAD, 0, false) {
          @Override
          public void run() {
            Runtime.getRuntime().exit(SIGNALLED + SIGINT);
          }
        };
    exit.setDaemon(true);
    exit.start();
  }
}
