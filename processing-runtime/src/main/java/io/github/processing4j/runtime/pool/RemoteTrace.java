package io.github.processing4j.runtime.pool;

import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.launch.FailureForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception of a worker one of this thread: its stack trace is the one here, and its cause, a
 * {@link RemoteFailure}, has that of the worker. One that has a cause of its own keeps both.
 */
final class RemoteTrace {
  /** So many lines are looked at of a stack that came as a text. */
  private static final int MAX_LINES = 1024;

  /** Such as {@code at loader/module@1.0/a.b.Type.method(Type.java:7)}. */
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s*at (?:[^()]*/)?([^()/]+)\\.([^().]+)\\(([^():]*)(?::(\\d{1,9}))?\\)\\s*");

  private static final String OWN = RemoteTrace.class.getPackageName() + ".";

  private RemoteTrace() {}

  /**
   * The exception to throw here.
   *
   * @param where the worker's name and pid
   */
  static Throwable local(FailureForm.Told told, String where) {
    RemoteFailure there = new RemoteFailure(told.type(), told.message(), told.stack(), where);
    Throwable thrown = told.thrown();
    if (thrown == null) {
      StackTraceElement[] frames = frames(told.stack());
      if (frames.length > 0) {
        there.setStackTrace(frames);
      }
      Throwable why = told.why();
      if (why != null) {
        there.addSuppressed(why);
      }
      return there;
    }
    try {
      if (thrown.getCause() == null) {
        there.setStackTrace(thrown.getStackTrace());
        thrown.initCause(there);
        thrown.setStackTrace(here());
      }
    } catch (RuntimeException | Error e) {
      // It was made with null for its cause, for good; or its own methods throw. It keeps its
      // trace.
      return thrown;
    }
    return thrown;
  }

  /** The stack of this thread, from who has asked for the answer. */
  private static StackTraceElement[] here() {
    StackTraceElement[] all = new Throwable().getStackTrace();
    int from = 0;
    while (from < all.length && all[from].getClassName().startsWith(OWN)) {
      from++;
    }
    return from == all.length ? all : Arrays.copyOfRange(all, from, all.length);
  }

  /** The frames of a printed stack, but for those of its causes. */
  static StackTraceElement[] frames(String printed) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : printed.split("\n", MAX_LINES)) {
      if (line.startsWith("Caused by:")) {
        break;
      }
      StackTraceElement frame = frame(line);
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames.toArray(new StackTraceElement[0]);
  }

  private static @Nullable StackTraceElement frame(String line) {
    Matcher parts = FRAME.matcher(line);
    if (!parts.matches()) {
      return null;
    }
    String source = parts.group(3);
    String number = parts.group(4);
    boolean isNative = source.equals("Native Method");
    return new StackTraceElement(
        parts.group(1),
        parts.group(2),
        isNative || source.equals("Unknown Source") ? null : source,
        isNative ? -2 : number == null ? -1 : Integer.parseInt(number));
  }
}
