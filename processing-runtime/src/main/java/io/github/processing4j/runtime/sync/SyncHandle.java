package io.github.processing4j.runtime.sync;

import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A handle of this package.
 *
 * @param <C> what it works on
 */
abstract class SyncHandle<C extends SyncCore> extends Handle<C> {
  private static final long serialVersionUID = 1;

  /** The core, also when the handle is closed. */
  private transient volatile @Nullable C opened;

  SyncHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  /** The text of the first handle of an object. */
  static HandleText textOf(int kind, SharedObject made) {
    return new HandleText(kind, 0, made.name(), "");
  }

  /** Uses an object that was just made; to be called once, by who made the handle. */
  final void own(SharedObject made) {
    adopt(made);
  }

  @Override
  protected int bells() {
    return 1;
  }

  @Override
  protected final C open(SharedObject object) {
    C made = make(object);
    opened = made;
    return made;
  }

  /** Makes what it works on. */
  abstract C make(SharedObject object);

  /** The core, also when the handle is closed: what was taken before can be released. */
  final C held() {
    C known = opened;
    return known != null ? known : core();
  }

  @Override
  public void close() {
    noteClosed();
    super.close();
    // Also if it was opened meanwhile.
    noteClosed();
  }

  private void noteClosed() {
    C known = opened;
    if (known != null) {
      known.close();
    }
  }

  /** Zero or more, and never overflowing. */
  static long nanosOf(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** What to throw for an ordinary interrupt where the exception is unchecked, with the flag set. */
  static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProcessingInterruptedException(what, e);
  }

  /** Its type and the file that it shares. */
  @Override
  public final String toString() {
    String type = getClass().getSimpleName();
    return "<"
        + type.substring(0, type.length() - "Handle".length())
        + "("
        + handleText().segment().file()
        + ")>";
  }
}
