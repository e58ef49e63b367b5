package io.github.processing4j.runtime.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who is alive in a session, by locks on single bytes of one file.
 *
 * <p>Each JVM holds an exclusive lock on the byte at its slot for as long as it lives. The kernel
 * lets go of it at death, also of a zombie's, and a suspended process keeps it. A probe asks for a
 * shared lock, so that two probes do not take each other for the owner.
 *
 * <p>The file is opened once per JVM: closing any channel on it would drop all locks of this process.
 * Thread-safe.
 */
public final class Liveness {
  static final String FILE = "alive";

  private final FileChannel channel;
  private final long slot;

  private Liveness(FileChannel channel, long slot) {
    this.channel = channel;
    this.slot = slot;
  }

  /**
   * Opens the file of a session and takes the byte of {@code slot}.
   *
   * @throws IOException if it cannot, or somebody holds it
   */
  public static Liveness take(Path session, long slot) throws IOException {
    FileChannel channel =
        FileChannel.open(
            session.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock(slot, 1, false);
    if (lock == null) {
      throw new IOException("slot " + slot + " of " + session + " is taken");
    }
    return new Liveness(channel, slot);
  }

  /**
   * Whether the JVM with this slot lives. True also where that cannot be told, as with no room for locks
   * left in the system: what a dead one holds can still be taken from it later.
   */
  public synchronized boolean isAlive(long other) {
    if (other == slot) {
      return true;
    }
    try (FileLock probe = channel.tryLock(other, 1, true)) {
      return probe == null;
    } catch (OverlappingFileLockException | IOException e) {
      return true;
    }
  }

  /** Whether any JVM but this one lives in the session. */
  synchronized boolean anyOther() throws IOException {
    try (FileLock below = slot == 0 ? null : channel.tryLock(0, slot, true)) {
      if (slot != 0 && below == null) {
        return true;
      }
    }
    try (FileLock above = channel.tryLock(slot + 1, Long.MAX_VALUE - slot - 1, true)) {
      return above == null;
    }
  }

  /** Whether nobody lives in a session that is not this JVM's. */
  static boolean isAbandoned(Path otherSession) throws IOException {
    try (FileChannel other =
            FileChannel.open(
                otherSession.resolve(FILE), StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock all = other.tryLock(0, Long.MAX_VALUE, false)) {
      return all != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
