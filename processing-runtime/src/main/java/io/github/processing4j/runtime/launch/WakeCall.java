package io.github.processing4j.runtime.launch;

import io.github.processing4j.runtime.session.Session;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a standby JVM is told on its stdin: the payload that another child finds in its file.
 *
 * <pre>
 *   int32  length of what follows, or -1 if it is in the file
 *   bytes  the payload
 * </pre>
 *
 * <p>What is longer than the least that a pipe holds goes to a file, so that a start never waits for
 * a reader; not to that of its first payload, where what a spare rehearses may still be. Then the pipe
 * is closed: the stdin of a child is empty.
 *
 * <p>Used while the child starts: no lambdas, no logging.
 */
public final class WakeCall {
  /** What Linux gives a pipe at least, when a user has many; and what is written at once. */
  static final int MAX_PIPE_BYTES = 4096;

  private static final int HEAD_BYTES = 4;
  private static final int IN_FILE = -1;

  private WakeCall() {}

  /** The file, beside the payload file of the spare. */
  public static String fileName(String payloadFile) {
    return payloadFile + ".wake";
  }

  /**
   * Wakes a standby JVM. Does not block.
   *
   * @throws IOException if it is gone
   * @throws io.github.processing4j.SessionException if there is no room for a file
   */
  public static void send(Session session, Launched spare, byte[] payload) throws IOException {
    boolean fits = HEAD_BYTES + payload.length <= MAX_PIPE_BYTES;
    if (!fits) {
      session.write(fileName(JvmCommand.payloadName(spare.slot())), payload);
    }
    byte[] call = new byte[fits ? HEAD_BYTES + payload.length : HEAD_BYTES];
    int length = fits ? payload.length : IN_FILE;
    for (int i = 0; i < HEAD_BYTES; i++) {
      call[i] = (byte) (length >> (24 - 8 * i));
    }
    if (fits) {
      System.arraycopy(payload, 0, call, HEAD_BYTES, payload.length);
    }
    // A buffered stream: what it cannot write it would write again as it is closed.
    OutputStream pipe = spare.process().getOutputStream();
    try {
      pipe.write(call);
      pipe.flush();
    } finally {
      pipe.close();
    }
  }

  /**
   * Waits for the call, in the child. Blocks.
   *
   * @param file where the payload is if it is long
   * @return the payload, or null if there will be none
   */
  public static byte @Nullable [] await(InputStream pipe, File file) throws IOException {
    int length = 0;
    for (int i = 0; i < HEAD_BYTES; i++) {
      int next = pipe.read();
      if (next < 0) {
        return null;
      }
      length = length << 8 | next;
    }
    if (length == IN_FILE) {
      try (FileInputStream in = new FileInputStream(file)) {
        return in.readAllBytes();
      } finally {
        file.delete();
      }
    }
    // Not readNBytes, which in a FileInputStream of Java 17 seeks, and a pipe cannot.
    byte[] payload = new byte[length];
    int read = 0;
    while (read < length) {
      int count = pipe.read(payload, read, length - read);
      if (count < 0) {
        throw new EOFException("the parent broke off");
      }
      read += count;
    }
    return payload;
  }
}
