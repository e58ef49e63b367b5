package io.github.processing4j.runtime.child;

import java.lang.reflect.Method;

/**
 * Raises SIGINT in this JVM; also where it was launched with SIGINT ignored, as a shell does for a job
 * in the background, when a signal from outside would be lost.
 *
 * <p>It uses {@code sun.misc.Signal} of the module {@code jdk.unsupported} by reflection: there may be
 * a JVM without.
 */
final class Interrupt {
  private static final int SIGINT = 2;
  private static final int SIGNALLED = 128;

  private Interrupt() {}

  static void raise() {
    if (!raiseSignal()) {
      // On a thread of the name by which the exit mark knows the signal.
      Thread exit = new Thread(null, new Exit(), ExitMark.INTERRUPT_THREAD, 0, false);
      exit.setDaemon(true);
      exit.start();
    }
  }

  /** Raises the signal for whoever handles it; false if it is ignored. */
  private static boolean raiseSignal() {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance("INT");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object before = handle.invoke(null, signal, handlerType.getField("SIG_DFL").get(null));
      if (before == handlerType.getField("SIG_IGN").get(null)) {
        return false;
      }
      // The JVM's own handler, or one that the target has set.
      handle.invoke(null, signal, before);
      signalType.getMethod("raise", signalType).invoke(null, signal);
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      // Under -Xrs, or without the module.
      return false;
    }
  }

  private static final class Exit implements Runnable {
    @Override
    public void run() {
      Runtime.getRuntime().exit(SIGNALLED + SIGINT);
    }
  }
}
