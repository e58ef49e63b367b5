package io.github.processing4j.runtime.pool;

import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.launch.FailureForm;
import org.jspecify.annotations.Nullable;

/** Says why something could not be read, or written. */
final class Reasons {
  private static final int MAX_DEPTH = 10;

  private Reasons() {}

  /** A throwable as a text; also one whose own methods throw. */
  static String text(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error e) {
      return thrown.getClass().getName();
    }
  }

  /** This worker, for errors. */
  static String thisWorker() {
    return "the worker (pid " + ProcessHandle.current().pid() + ")";
  }

  /**
   * Why something cannot be read.
   *
   * @param what it is: the beginning of a sentence
   * @param where it was read, such as {@code this process}
   */
  static NotReadableException notReadable(String what, String where, Throwable cause) {
    String why =
        cause instanceof ClassNotFoundException
            ? "its class " + cause.getMessage() + " is missing there"
            : cause instanceof NoClassDefFoundError
                ? "a class that it needs, " + cause.getMessage() + ", is missing there"
                : text(cause);
    return new NotReadableException(what + " cannot be read in " + where + ": " + why, cause);
  }

  /**
   * Writes an exception of this library so that it arrives as such, whatever its cause is: one that
   * cannot be written is told by its texts.
   */
  static byte[] write(NotReadableException failure) {
    Throwable cause = sendable(failure.getCause());
    return FailureForm.write(
        cause == failure.getCause()
            ? failure
            : traced(
                new NotReadableException(String.valueOf(failure.getMessage()), cause), failure));
  }

  /** As {@link #write(NotReadableException)}. */
  static byte[] write(NotSendableException failure) {
    Throwable cause = sendable(failure.getCause());
    return FailureForm.write(
        cause == failure.getCause()
            ? failure
            : traced(
                new NotSendableException(
                    String.valueOf(failure.getMessage()),
                    failure.path(),
                    failure.className(),
                    cause),
                failure));
  }

  private static Throwable traced(Throwable copy, Throwable of) {
    copy.setStackTrace(of.getStackTrace());
    return copy;
  }

  private static @Nullable Throwable sendable(@Nullable Throwable cause) {
    if (cause == null || (isOfPlatform(cause) && isWritable(cause))) {
      return cause;
    }
    return traced(FailureForm.read(FailureForm.writeShort(cause)), cause);
  }

  /** Whether the classes of it are surely there for who reads it, too. */
  private static boolean isOfPlatform(Throwable thrown) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < MAX_DEPTH; at = causeOf(at), depth++) {
      if (!isOfPlatform(at.getClass())) {
        return false;
      }
      for (Throwable suppressed : at.getSuppressed()) {
        if (!isOfPlatform(suppressed.getClass())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isOfPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || type.getPackage() == RemoteFailure.class.getPackage();
  }

  private static boolean isWritable(Throwable thrown) {
    try {
      new Encoder().putValue(thrown, "the cause").toBytes();
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  /** Whether the memory is used up, as far as a throwable tells. */
  static boolean isOutOfMemory(Throwable thrown) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < MAX_DEPTH; at = causeOf(at), depth++) {
      if (at instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }
}
