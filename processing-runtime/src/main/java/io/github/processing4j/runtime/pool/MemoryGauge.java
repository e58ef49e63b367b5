package io.github.processing4j.runtime.pool;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process holds too much memory: what is resident, where the platform tells; else what the
 * JVM has reserved for its heap. Looks at most each 10 ms. Not thread-safe.
 */
final class MemoryGauge {
  private static final long LOOK_NANOS = 10_000_000;
  private static final int STATUS_BYTES = 8192;
  private static final String RESIDENT = "\nVmRSS:";

  private final long limitBytes;
  private long nextLook;
  private boolean looked;

  /**
   * A gauge.
   *
   * @param limitBytes 0 for none
   */
  MemoryGauge(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Why this process is to be replaced, or null if it is not. */
  @Nullable String tooMuch() {
    if (limitBytes == 0) {
      return null;
    }
    long now = System.nanoTime();
    if (looked && now - nextLook < 0) {
      return null;
    }
    looked = true;
    nextLook = now + LOOK_NANOS;
    long resident = residentBytes();
    long held = resident > 0 ? resident : Runtime.getRuntime().totalMemory();
    return held <= limitBytes
        ? null
        : "it holds " + held + " bytes of memory, more than its limit of " + limitBytes;
  }

  /** How much memory of this process is resident, or 0 if that is not known. */
  static long residentBytes() {
    try (FileInputStream in = new FileInputStream("/proc/self/status")) {
      // In kB, whatever the size of a page is.
      return parse(new String(in.readNBytes(STATUS_BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return 0;
    }
  }

  static long parse(String status) {
    int at = status.indexOf(RESIDENT);
    int end = at < 0 ? -1 : status.indexOf(" kB", at);
    if (end < 0) {
      return 0;
    }
    try {
      return 1024 * Long.parseLong(status.substring(at + RESIDENT.length(), end).trim());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
