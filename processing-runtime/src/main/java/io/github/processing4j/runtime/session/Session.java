package io.github.processing4j.runtime.session;

import io.github.processing4j.SessionException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The owner-only directory in which the JVMs of one tree meet. The main process makes it; children
 * join it.
 *
 * <pre>
 *   alive      a byte per JVM, locked while it lives
 *   slots      the number of slots given out
 *   N.in       what the child with slot N is to run; the child removes it
 *   N.in.wake  what the spare with slot N is to be, if it is long
 *   N.st       the status page of that child
 *   N.x        written by its JVM, to its end as it exits; N.x.0 when it gets long
 *   N.l        the socket where the JVM with slot N awaits its children
 *   N-K.args   a command line of the JVM with slot N
 *   N-K.seg    the K-th segment that the JVM with slot N made
 *   N-K.mem    where there is the K-th shared memory that it made; .mem.new while it makes it
 *   N.b        the socket where the JVM with slot N is told to wake its threads
 *   spill      the path of the second directory, for segments that find no room here
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Session {
  /** The slot of the main process. */
  public static final long MAIN_SLOT = 1;

  private static final String SLOTS = "slots";
  private static final int MAX_LOOKS = 20;
  private static final long LOOK_MILLIS = 10;

  private static @Nullable Session current;

  private final Path directory;
  private final long slot;
  private final Liveness liveness;
  private @Nullable RandomAccessFile slots;
  private @Nullable Path spill;

  private Session(Path directory, long slot, Liveness liveness) {
    this.directory = directory;
    this.slot = slot;
    this.liveness = liveness;
  }

  /**
   * The session of this JVM, made if there is none; then the sessions of dead trees are swept.
   *
   * @throws SessionException if it cannot be made
   */
  public static synchronized Session current() {
    Session session = current;
    if (session == null) {
      session = create();
      current = session;
    }
    return session;
  }

  /** The session of this JVM, or null if it has none yet. */
  public static synchronized @Nullable Session currentOrNull() {
    return current;
  }

  /**
   * Joins the session of the parent.
   *
   * @throws IOException if it is gone
   */
  public static synchronized Session join(Path directory, long slot) throws IOException {
    Session session = current;
    if (session == null) {
      session = new Session(directory, slot, Liveness.take(directory, slot));
      current = session;
    }
    return session;
  }

  private static Session create() {
    Path root = SessionRoot.in(SessionRoot.place());
    // A name that sweepers leave alone until the lock is held.
    String name =
        Long.toString(ProcessHandle.current().pid(), 36)
            + "-"
            + Long.toString(System.nanoTime() & 0xffffffffL, 36);
    Path unborn = SessionRoot.newSession(root, Sweeper.UNBORN + name);
    // Not before the root is known to be ours: in another's, what is swept could become a link to a
    // directory of this user. Not after the lock is held: to look into it would drop it.
    Sweeper.sweep(root);
    try {
      Liveness liveness = Liveness.take(unborn, MAIN_SLOT);
      Files.write(unborn.resolve(SLOTS), ByteBuffer.allocate(8).putLong(MAIN_SLOT).array());
      Path session = root.resolve(name);
      Files.move(unborn, session);
      return new Session(session, MAIN_SLOT, liveness);
    } catch (IOException e) {
      delete(unborn);
      throw full(root, e);
    }
  }

  /** The error of a file in {@code directory} that cannot be written. */
  static SessionException full(Path directory, IOException e) {
    return new SessionException(
        "cannot write to the session directory "
            + directory
            + " ("
            + e.getMessage()
            + "): free some space there, or name another place with -D"
            + SessionRoot.PLACE_PROPERTY
            + "=DIR",
        directory.toString(),
        e);
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /**
   * The second directory, on disk: for what finds no room in the first. The first itself, where that
   * is on disk already.
   */
  public synchronized Path spillDirectory() {
    Path known = spill;
    if (known == null) {
      known = SpillDirectory.of(directory);
      spill = known;
    }
    return known;
  }

  /** The second directory, if any JVM has needed it. */
  public @Nullable Path spillDirectoryOrNull() {
    return SpillDirectory.existing(directory);
  }

  /** The slot of this JVM. */
  public long slot() {
    return slot;
  }

  /** Who is alive here. */
  public Liveness liveness() {
    return liveness;
  }

  /** Whether a parent expects the child with this slot, or has not seen its end yet. */
  public boolean expects(long childSlot) {
    return directory.resolve(childSlot + ".st").toFile().exists();
  }

  /**
   * A slot that nobody had before.
   *
   * <p>This thread is the user's, and may be interrupted at any time; so it makes none of the calls of
   * a channel that an interrupt would close.
   */
  public synchronized long newSlot() {
    try {
      RandomAccessFile file = slots;
      if (file == null) {
        file = new RandomAccessFile(directory.resolve(SLOTS).toFile(), "rw");
        slots = file;
      }
      try (FileLock held = lock(file.getChannel())) {
        file.seek(0);
        long next = file.readLong() + 1;
        file.seek(0);
        file.writeLong(next);
        return next;
      }
    } catch (IOException e) {
      throw full(directory, e);
    }
  }

  /** Takes a lock that others hold for microseconds. */
  private static FileLock lock(FileChannel channel) throws IOException {
    FileLock lock;
    while ((lock = channel.tryLock()) == null) {
      Thread.yield();
    }
    return lock;
  }

  /**
   * Writes a new file whole, for the owner alone, or leaves none behind.
   *
   * @throws SessionException if there is no room
   */
  public Path write(String name, byte[] content) {
    Path file = directory.resolve(name);
    try {
      OwnerOnlyFiles.write(file, content);
      return file;
    } catch (IOException e) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw full(directory, e);
    }
  }

  /** Deletes files of the directory, as far as they are there. */
  public void deleteFiles(String... names) {
    for (String name : names) {
      directory.resolve(name).toFile().delete();
    }
  }

  /**
   * As the main process ends: deletes the directory, unless somebody lives on in it. Waits a moment for
   * those who are about to end, such as the orphans of a child that was killed.
   */
  public void leave() {
    if (slot != MAIN_SLOT) {
      return;
    }
    try {
      for (int looks = 0; liveness.anyOther(); looks++) {
        if (looks == MAX_LOOKS) {
          return;
        }
        Thread.sleep(LOOK_MILLIS);
      }
      delete(directory);
    } catch (IOException | InterruptedException e) {
      // The next start sweeps it.
    }
  }

  /** Deletes a directory with all that is in it, as far as possible. */
  static void delete(Path directory) {
    SpillDirectory.deleteOf(directory);
    OutsideFiles.deleteOf(directory);
    deleteTree(directory);
  }

  static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleter());
    } catch (IOException e) {
      // Somebody else deletes it too, or the next start will.
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
