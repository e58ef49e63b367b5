package io.github.processing4j.runtime.launch;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * How an exception travels: its type, message and printed stack always, and the exception itself
 * where it can be written here and read there.
 */
public final class FailureForm {
  private static final int SHORT_CHARS = 600;

  private FailureForm() {}

  /** Writes an exception. Throws nothing but an OutOfMemoryError. */
  public static byte[] write(Throwable thrown) {
    String[] texts = {thrown.getClass().getName(), message(thrown), stack(thrown)};
    try {
      return texts(texts).putValue(thrown, "the exception").toBytes();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return texts(texts).putValue(message(e), "").toBytes();
    }
  }

  /** Writes the beginnings of an exception's texts, in less than 4000 bytes, where room is scarce. */
  public static byte[] writeShort(Throwable thrown) {
    return texts(thrown.getClass().getName(), cut(message(thrown)), cut(stack(thrown)))
        .putValue(null, "")
        .toBytes();
  }

  private static String cut(String text) {
    return text.length() <= SHORT_CHARS ? text : text.substring(0, SHORT_CHARS) + "...";
  }

  private static Encoder texts(String... texts) {
    Encoder out = new Encoder();
    for (String text : texts) {
      out.putString(text);
    }
    return out;
  }

  /**
   * An exception as it came.
   *
   * @param type the name of its class, or {@code unknown} if all of it is damaged
   * @param message its message, or empty
   * @param stack what was printed of its stack trace there
   * @param thrown the exception itself, or null if it could not be brought here
   * @param why it could not, if that is known
   */
  public record Told(
      String type,
      String message,
      String stack,
      @Nullable Throwable thrown,
      @Nullable Throwable why) {}

  /** The exception itself, or a {@link RemoteFailure} in its place. Never throws. */
  public static Throwable read(byte[] encoded) {
    Told told = readTold(encoded);
    Throwable thrown = told.thrown();
    if (thrown != null) {
      return thrown;
    }
    RemoteFailure failure = new RemoteFailure(told.type(), told.message(), told.stack());
    Throwable why = told.why();
    if (why != null) {
      failure.addSuppressed(why);
    }
    return failure;
  }

  /** All that came of an exception. Never throws. */
  public static Told readTold(byte[] encoded) {
    String type = "unknown";
    String message = "";
    String stack = "";
    try {
      Decoder in = new Decoder(encoded);
      type = in.getString();
      message = in.getString();
      stack = in.getString();
      Object thrown = in.getValue();
      if (thrown instanceof Throwable whole) {
        return new Told(type, message, stack, whole, null);
      }
      Throwable why =
          thrown instanceof String text && !text.isEmpty()
              ? new NotSendableException(text, "the exception", type, null)
              : null;
      return new Told(type, message, stack, null, why);
    } catch (Exception | Error e) {
      // Whatever the exception's own methods throw; it is told by its texts.
      return new Told(type, message, stack, null, e);
    }
  }

  private static String message(Throwable thrown) {
    try {
      @Nullable String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | Error e) {
      return "(its message cannot be had: " + e.getClass().getName() + ")";
    }
  }

  private static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    try (PrintWriter out = new PrintWriter(text)) {
      thrown.printStackTrace(out);
    } catch (RuntimeException | Error e) {
      return text.toString();
    }
    return text.toString();
  }
}
