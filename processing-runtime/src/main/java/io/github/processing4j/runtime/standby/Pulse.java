package io.github.processing4j.runtime.standby;

import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.session.Log;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether a spare would wake at once: not suspended, nor a zombie. Linux tells it; elsewhere the spare
 * is asked, which takes two turns of threads more.
 */
final class Pulse {
  /** {@code ask} asks the spare on Linux too. */
  static final String PROPERTY = "processing4j.pulse";

  private static final long ANSWER_MILLIS = 100;
  private static final int STAT_BYTES = 256;

  private Pulse() {}

  static boolean beats(long pid, Link link, SpareLink listener) {
    if (!"ask".equals(System.getProperty(PROPERTY))) {
      try {
        return isAwake(stateOf(pid));
      } catch (IOException e) {
        Log.of(Pulse.class).trace("no /proc here", e);
      }
    }
    // One that still boots cannot answer, and will not for long.
    return !listener.isConnected() || answers(link, listener);
  }

  /** The state of a process as {@code /proc/PID/stat} tells it, in the letter after its name. */
  private static char stateOf(long pid) throws IOException {
    byte[] stat = new byte[STAT_BYTES];
    int length;
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
      length = in.read(stat);
    }
    String text = new String(stat, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf(')') + 2;
    return at < text.length() ? text.charAt(at) : '?';
  }

  private static boolean isAwake(char state) {
    return state == 'S' || state == 'R' || state == 'D';
  }

  private static boolean answers(Link link, SpareLink listener) {
    long before = listener.pongs();
    link.send(Frames.PING, new byte[0]);
    return listener.awaitPong(before, ANSWER_MILLIS);
  }
}
