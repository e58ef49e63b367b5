package io.github.processing4j.runtime.shared;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.codec.SharedRef;
import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.memory.Home;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.session.OutsideFiles;
import io.github.processing4j.shared.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shared memory under its name. Nobody counts who holds it: the name lasts until it is unlinked, or the
 * session ends that has a note of it.
 *
 * <p>Its text is {@code kind 0 note identity name}, with spaces between; so a handle that comes to
 * another process finds out if the name means something else by now.
 */
final class Memory implements SharedMemory, SharedRef {
  /** In place of a note, of what others made. */
  static final String NO_NOTE = "-";

  private static final long serialVersionUID = 1;

  private final transient String name;
  private final transient String note;
  private final transient String identity;
  private transient volatile @Nullable MappedFile file;
  private transient volatile boolean closed;

  Memory(String name, String note, String identity, @Nullable MappedFile file) {
    this.name = name;
    this.note = note;
    this.identity = identity;
    this.file = file;
  }

  /** That which this text tells of. It is opened when it is used first. */
  static Memory of(String text) {
    String[] parts = text.split(" ", 5);
    if (parts.length < 5) {
      throw new SegmentException("malformed text of a handle: " + text, text, null);
    }
    return new Memory(parts[4], parts[2], parts[3], null);
  }

  @Override
  public String text() {
    return Kind.MEMORY + " 0 " + note + ' ' + identity + ' ' + name;
  }

  @Override
  public void depart() {
    // Its name is kept, not its handles.
  }

  @Override
  public void recall() {
    // As above.
  }

  @Override
  public void expect(long childSlot) {
    // As above.
  }

  private Path path() {
    return MemoryPlace.directory().resolve(name);
  }

  private MappedFile file() {
    MappedFile known = file;
    return known != null && !closed ? known : open();
  }

  private synchronized MappedFile open() {
    if (closed) {
      throw new ClosedHandleException(this + " is closed in this process");
    }
    MappedFile known = file;
    if (known == null) {
      known = MemoryFiles.open(path(), identity);
      file = known;
    }
    return known;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return file().size();
  }

  @Override
  public ByteBuffer buffer() {
    MappedFile mapped = file();
    if (mapped.size() > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          this
              + " has "
              + mapped.size()
              + " bytes, more than a buffer can: use buffer(offset, length)");
    }
    return mapped.slice(0, (int) mapped.size());
  }

  @Override
  public ByteBuffer buffer(long offset, int length) {
    return file().slice(offset, length);
  }

  @Override
  public synchronized void close() {
    closed = true;
    MappedFile known = file;
    file = null;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void unlink() {
    Path path = path();
    try {
      OutsideFiles.delete(path, identity);
    } catch (IOException e) {
      throw new SegmentException("cannot unlink " + path + " (" + e + ")", path.toString(), e);
    }
    if (!note.equals(NO_NOTE)) {
      Home.session().deleteFiles(note);
    }
  }

  private Object writeReplace() {
    if (closed) {
      throw new ClosedHandleException(this + " is closed in this process");
    }
    return SharedRefs.form(this);
  }

  @Override
  public String toString() {
    return "SharedMemory(" + name + ")";
  }
}
