package io.github.processing4j.runtime.codec;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.Providers;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handles that one {@link Encoder} writes, by itself or within Java serialization. */
public final class SharedRefs {
  /** What precedes the text of a handle that is counted as under way. */
  private static final char IN_FLIGHT = 'f';

  /** What precedes that of a handle whose reader is expected by name. */
  private static final char EXPECTED = 'e';

  /** What precedes that of a handle in an item that may be read more than once. */
  private static final char HELD = 'h';

  private static final String PROVIDER = "io.github.processing4j.runtime.provider.LocalProvider";

  private static final ThreadLocal<SharedRefs> WRITING = new ThreadLocal<>();
  private static final ThreadLocal<Boolean> LOOKING = new ThreadLocal<>();
  private static volatile @Nullable Reader reader;

  private final char mode;
  private final List<SharedRef> refs = new ArrayList<>();

  private SharedRefs(char mode) {
    this.mode = mode;
  }

  /** Makes handles of texts. */
  public interface Reader {
    /**
     * The handle with this text.
     *
     * @param arrives whether it was counted as under way, and now arrives
     */
    Object read(String text, boolean arrives);
  }

  /** Sets who makes handles of texts. */
  public static void readBy(Reader newReader) {
    reader = newReader;
  }

  static SharedRefs inFlight() {
    return new SharedRefs(IN_FLIGHT);
  }

  static SharedRefs held() {
    return new SharedRefs(HELD);
  }

  static SharedRefs expected() {
    return new SharedRefs(EXPECTED);
  }

  /** Notes a handle; what to write of it. */
  String add(SharedRef ref) {
    refs.add(ref);
    return mode + ref.text();
  }

  boolean isEmpty() {
    return refs.isEmpty();
  }

  /** Notes that all are under way, once all was written well. */
  void depart() {
    if (mode != EXPECTED) {
      for (SharedRef ref : refs) {
        ref.depart();
      }
    }
  }

  /** Takes {@link #depart} back: what was written went nowhere. */
  public void recall() {
    for (SharedRef ref : refs) {
      ref.recall();
    }
  }

  /** Notes that the child with this slot will read them. */
  void expect(long childSlot) {
    for (SharedRef ref : refs) {
      ref.expect(childSlot);
    }
  }

  /** Serves {@link #form} on this thread; null ends it. */
  static @Nullable SharedRefs enter(@Nullable SharedRefs writing) {
    SharedRefs before = WRITING.get();
    if (writing == null) {
      WRITING.remove();
    } else {
      WRITING.set(writing);
    }
    return before;
  }

  /** What is serialised for a handle. To be called by its {@code writeReplace}. */
  public static Object form(SharedRef ref) {
    SharedRefs writing = WRITING.get();
    if (writing == null) {
      throw new NotSendableException(
          "a handle of a queue, a lock or shared memory travels by this library alone: captured by a"
              + " target, or in an item of a queue or a message; its file ends with its processes, so"
              + " it cannot be stored",
          ref.toString(),
          ref.getClass().getName(),
          null);
    }
    return new Form(writing.add(ref));
  }

  /** Reads a value that stays where it is: its handles are still under way. */
  public static @Nullable Object look(Decoder in) throws IOException, ClassNotFoundException {
    LOOKING.set(true);
    try {
      return in.getValue();
    } finally {
      LOOKING.remove();
    }
  }

  static Object read(String written) {
    return handle(written.substring(1), written.charAt(0) == IN_FLIGHT && LOOKING.get() == null);
  }

  /**
   * The handle with this text.
   *
   * @param arrives whether it was counted as under way, and now arrives
   */
  public static Object handle(String text, boolean arrives) {
    Reader by = reader;
    if (by == null) {
      by = findReader();
    }
    return by.read(text, arrives);
  }

  /** In a child that has not asked for its provider yet: makes it known, without a search. */
  private static Reader findReader() {
    try {
      Providers.install(
          (ProcessingProvider) Class.forName(PROVIDER).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("nobody here reads handles", e);
    }
    Reader by = reader;
    if (by == null) {
      throw new IllegalStateException("nobody here reads handles");
    }
    return by;
  }

  /** A handle within a stream of Java serialization. */
  static final class Form implements Serializable {
    private static final long serialVersionUID = 1;

    private final String written;

    Form(String written) {
      this.written = written;
    }

    private Object readResolve() {
      return read(written);
    }
  }
}
