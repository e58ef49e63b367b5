package io.github.processing4j.spawn;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that an argument or a variable of the environment reaches a program as it is. */
final class CommandText {
  /** How the JDK writes arguments; null where it does so in Unicode. */
  private static final @Nullable Charset CHARSET = Programs.WINDOWS ? null : charset();

  private CommandText() {}

  static String requireSendable(@Nullable String argument) {
    return requireSendable(argument, "argument", CHARSET);
  }

  static void requireVariable(@Nullable String name, @Nullable String value) {
    requireSendable(name, "environment variable", CHARSET);
    if (name == null || name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("environment variable name '" + name + "'");
    }
    if (value != null) {
      requireSendable(value, "environment variable " + name, CHARSET);
    }
  }

  /** The same for another encoding. */
  static String requireSendable(@Nullable String text, String what, @Nullable Charset charset) {
    Objects.requireNonNull(text, what);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new IllegalArgumentException(
          what + " '" + text.replace('\0', '?') + "' has a NUL at " + nul + ": none can be passed");
    }
    if (charset != null && !isAscii(text)) {
      CharsetEncoder encoder = charset.newEncoder();
      if (!encoder.canEncode(text)) {
        throw new IllegalArgumentException(
            what
                + " '"
                + text
                + "' cannot be passed in "
                + charset
                + ", the encoding of this JVM's locale: start it with LC_ALL=C.UTF-8 or the like");
      }
    }
    return text;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset() {
    // Since 18 the default charset says nothing of the platform.
    String name = Runtime.version().feature() < 18 ? null : System.getProperty("sun.jnu.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
