package io.github.processing4j.runtime.codec;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.Providers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handles that one {@link Encoder} writes, by itself or within Java serialization. */
public final class SharedRefs {
  private static final String PROVIDER = "io.github.processing4j.runtime.provider.LocalProvider";

  private static final ThreadLocal<SharedRefs> WRITING = new ThreadLocal<>();
  private static volatile @Nullable Reader reader;

  private final boolean expected;
  private final List<SharedRef> refs = new ArrayList<>();

  private SharedRefs(boolean expected) {
    this.expected = expected;
  }

  /** Makes handles of texts. */
  public interface Reader {
    /**
     * The handle with this text.
     *
     * @param arrives whether it was counted as under way, and now arrives
     */
    Object read(String text, boolean arrives);

    /** The handle with this text was counted as under way; who has read it has it now, or nobody. */
    void arrived(String text);

    /** Opens what the handle with this text stands for now, if anybody has it. */
    void keep(String text);
  }

  /** Sets who makes handles of texts. */
  public static void readBy(Reader newReader) {
    reader = newReader;
  }

  /** Of handles that are to be counted as under way: see {@link #depart}. */
  static SharedRefs inFlight() {
    return new SharedRefs(false);
  }

  /** Of handles that one child will read: see {@link #expect}. */
  static SharedRefs expected() {
    return new SharedRefs(true);
  }

  /** Notes a handle; what to write of it. */
  String add(SharedRef ref) {
    refs.add(ref);
    return ref.text();
  }

  /** What is sent before all else, so that the handles can be counted without being read. */
  byte[] table() {
    return expected || refs.isEmpty() ? new byte[0] : HandleTable.write(refs);
  }

  boolean isEmpty() {
    return refs.isEmpty();
  }

  /**
   * Notes that all are under way, each as often as it was written: just before they are sent.
   *
   * @throws io.github.processing4j.ClosedHandleException if one was closed; then none is
   */
  public void depart() {
    int departed = 0;
    try {
      while (departed < refs.size()) {
        refs.get(departed).depart();
        departed++;
      }
    } finally {
      if (departed < refs.size()) {
        recall(departed);
      }
    }
  }

  /** Takes {@link #depart} back: what was written went nowhere. */
  public void recall() {
    recall(refs.size());
  }

  private void recall(int departed) {
    for (int i = 0; i < departed; i++) {
      refs.get(i).recall();
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

  /** The handle with this text, whoever counts it. */
  static Object handle(String text) {
    return reader().read(text, false);
  }

  /**
   * The handle with this text.
   *
   * @param arrives whether it was counted as under way, and now arrives
   */
  public static Object handle(String text, boolean arrives) {
    return reader().read(text, arrives);
  }

  static void arrived(String text) {
    reader().arrived(text);
  }

  static void keep(String text) {
    reader().keep(text);
  }

  private static Reader reader() {
    Reader by = reader;
    return by != null ? by : findReader();
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
      return handle(written);
    }
  }
}
