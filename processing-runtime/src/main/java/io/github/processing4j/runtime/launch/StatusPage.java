package io.github.processing4j.runtime.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a child leaves behind about its end, in a file that its parent makes, written through, before
 * the start. The child writes it as things happen; the parent reads it when the child is gone.
 *
 * <pre>
 *      0  byte   how far the child came: LAUNCHED, BOOTED, RUNNING
 *      1  byte   1 when its shutdown hooks ran; 2 when its target was done, with no hook of ours left to
 *                run, which would see a signal
 *      2  byte   the signal that made it shut down, or 0
 *      3  byte   1 when an uncaught ProcessExit ended it
 *      4  byte   1 when it had no memory left to tell its failure
 *      8  long   the number of the last stop that the parent asked for
 *     16  int    length of the failure
 *     20  int    bytes ever written to stderr, modulo 2^31
 *     24  ring   the last 4096 bytes of stderr
 *   4120  bytes  the failure, as the codec writes it
 * </pre>
 *
 * <p>It is read and written by plain file calls: the pages of the file are shared all the same, and a
 * child need not map them, which would cost its start more than all that it writes.
 *
 * <p>Thread-safe. Used while the child starts: no lambdas, no logging.
 */
public final class StatusPage implements AutoCloseable {
  /** The JVM was launched. */
  public static final byte LAUNCHED = 0;

  /** The child's main runs. */
  public static final byte BOOTED = 1;

  /** The target is found and about to run. */
  public static final byte RUNNING = 2;

  private static final int PROGRESS_AT = 0;
  private static final int ORDERLY_AT = 1;
  private static final int SIGNAL_AT = 2;
  private static final int PROCESS_EXIT_AT = 3;
  private static final int OUT_OF_MEMORY_AT = 4;
  private static final int STOP_AT = 8;
  private static final int FAILURE_LENGTH_AT = 16;
  private static final int STDERR_COUNT_AT = 20;
  private static final int RING_AT = 24;
  private static final int RING_BYTES = 4096;
  private static final int FAILURE_AT = RING_AT + RING_BYTES;

  private static final byte ORDERLY = 1;
  private static final byte DONE = 2;

  private final RandomAccessFile file;
  private final byte[] small = new byte[8];
  private int stderrCount;
  private boolean orderly;

  private StatusPage(RandomAccessFile file) {
    this.file = file;
  }

  /** What a new page holds. */
  public static byte[] empty() {
    return new byte[FAILURE_AT];
  }

  /** Opens a page that is there. */
  public static StatusPage open(File page) throws IOException {
    return new StatusPage(new RandomAccessFile(page, "rw"));
  }

  /** How far the child came. */
  public synchronized void progress(byte progress) throws IOException {
    small[0] = progress;
    writeAt(PROGRESS_AT, small, 0, 1);
  }

  /** The child's hooks run, because of a signal or, with 0, of something else. */
  public synchronized void orderly(int signal) throws IOException {
    orderly = true;
    small[0] = ORDERLY;
    small[1] = (byte) signal;
    writeAt(ORDERLY_AT, small, 0, 2);
  }

  /**
   * The child's target is done, and no hook will run that could tell of a signal. Says nothing if one
   * has.
   */
  public synchronized void done() throws IOException {
    if (!orderly) {
      small[0] = DONE;
      writeAt(ORDERLY_AT, small, 0, 1);
    }
  }

  /** An uncaught ProcessExit ends the child. */
  public synchronized void processExit() throws IOException {
    small[0] = 1;
    writeAt(PROCESS_EXIT_AT, small, 0, 1);
  }

  /** The child fails, and has no memory left to tell why. Takes none itself. */
  public synchronized void outOfMemory() throws IOException {
    small[0] = 1;
    writeAt(OUT_OF_MEMORY_AT, small, 0, 1);
  }

  /** The parent asks for a stop; also where no link is there yet. */
  public synchronized void requestStop(long number) throws IOException {
    writeAt(STOP_AT, ByteBuffer.allocate(8).putLong(number).array(), 0, 8);
  }

  /** The number of the last stop that the parent asked for, or 0. */
  public synchronized long requestedStop() throws IOException {
    file.seek(STOP_AT);
    file.readFully(small, 0, 8);
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number = number << 8 | (small[i] & 0xff);
    }
    return number;
  }

  /** Why the child fails. */
  public synchronized void failure(byte[] encoded) throws IOException {
    writeAt(FAILURE_AT, encoded, 0, encoded.length);
    writeInt(FAILURE_LENGTH_AT, encoded.length);
  }

  /** Keeps the end of what goes to stderr. */
  synchronized void stderr(byte[] bytes, int offset, int length) throws IOException {
    int skipped = Math.max(0, length - RING_BYTES);
    stderrCount = stderrCount + skipped & Integer.MAX_VALUE;
    int from = offset + skipped;
    int left = length - skipped;
    while (left > 0) {
      int position = stderrCount % RING_BYTES;
      int count = Math.min(left, RING_BYTES - position);
      writeAt(RING_AT + position, bytes, from, count);
      from += count;
      left -= count;
      stderrCount = stderrCount + count & Integer.MAX_VALUE;
    }
    writeInt(STDERR_COUNT_AT, stderrCount);
  }

  private void writeInt(int position, int value) throws IOException {
    for (int i = 0; i < 4; i++) {
      small[i] = (byte) (value >> (24 - 8 * i));
    }
    writeAt(position, small, 0, 4);
  }

  private void writeAt(int position, byte[] bytes, int offset, int length) throws IOException {
    file.seek(position);
    file.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Reads a page whose child is gone. */
  public static Report read(Path page) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(page));
    int failureLength = all.getInt(FAILURE_LENGTH_AT);
    byte[] failure = null;
    if (failureLength > 0 && failureLength <= all.capacity() - FAILURE_AT) {
      failure = new byte[failureLength];
      all.get(FAILURE_AT, failure);
    }
    return new Report(
        all.get(PROGRESS_AT),
        all.get(ORDERLY_AT) == ORDERLY,
        all.get(ORDERLY_AT) == DONE,
        all.get(SIGNAL_AT),
        all.get(PROCESS_EXIT_AT) != 0,
        all.get(OUT_OF_MEMORY_AT) != 0,
        failure,
        ring(all));
  }

  private static String ring(ByteBuffer all) {
    int count = all.getInt(STDERR_COUNT_AT);
    int length = Math.min(count, RING_BYTES);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = all.get(RING_AT + (count - length + i) % RING_BYTES);
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * What a page tells.
   *
   * @param orderly whether shutdown hooks ran
   * @param done whether its target was done, and no hook left to run
   * @param signal that made it shut down, or 0
   * @param processExit whether an uncaught ProcessExit ended it
   * @param outOfMemory whether it had no memory left to tell its failure
   * @param failure as the codec wrote it, or null
   * @param stderr the last of it
   */
  public record Report(
      byte progress,
      boolean orderly,
      boolean done,
      int signal,
      boolean processExit,
      boolean outOfMemory,
      byte @Nullable [] failure,
      String stderr) {
    /** Of a page that could not be read. */
    public static final Report NONE = new Report(LAUNCHED, false, false, 0, false, false, null, "");
  }
}
