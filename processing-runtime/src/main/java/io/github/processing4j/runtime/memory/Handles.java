package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The handles of this JVM by their texts: one for each, as long as somebody holds it.
 *
 * <p>A handle comes, and is closed, under one lock: so none arrives that is being closed, and the last
 * of a role leaves its object while no other comes. Who has this lock may take the monitor of a handle,
 * then that of an object; never the other way round.
 */
public final class Handles {
  /** See above. */
  static final ReentrantLock LOCK = new ReentrantLock();

  private static final Map<String, WeakReference<Handle<?>>> ALL = new ConcurrentHashMap<>();

  private Handles() {}

  /** Makes a handle where there is none. */
  public interface Maker {
    /** The handle. */
    Handle<?> make(HandleText text, boolean arrives);
  }

  /** The handle with this text; it is made if there is none. */
  public static Handle<?> get(String text, boolean arrives, Maker maker) {
    LOCK.lock();
    try {
      Handle<?> known = find(text);
      if (known == null) {
        known = maker.make(HandleText.of(text), arrives);
        ALL.put(text, new WeakReference<>(known));
        if (arrives) {
          // What it came with may be gone, and its sender too.
          known.attachNow();
        }
      } else if (arrives) {
        known.arrived();
      }
      return known;
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * A handle that was counted as under way is no more: it was read, and whoever read it has it now; or
   * nobody will.
   *
   * @throws SegmentException if somebody has it, and what it stands for is gone
   */
  public static void arrived(String text, Maker maker) {
    LOCK.lock();
    try {
      Handle<?> known = find(text);
      if (known != null) {
        known.arrived();
        return;
      }
      try {
        get(text, true, maker).close();
      } catch (SegmentException e) {
        // It is gone, and so is the count.
      }
    } finally {
      LOCK.unlock();
    }
  }

  /** Opens what a handle stands for now, if somebody has the handle. */
  public static void keep(String text) {
    Handle<?> known = find(text);
    if (known != null) {
      known.attachNow();
    }
  }

  private static @Nullable Handle<?> find(String text) {
    WeakReference<Handle<?>> known = ALL.get(text);
    return known == null ? null : known.get();
  }

  static void add(Handle<?> handle) {
    ALL.put(handle.text(), new WeakReference<>(handle));
  }

  static void remove(Handle<?> handle) {
    if (find(handle.text()) == handle) {
      ALL.remove(handle.text());
    }
  }

  /** Forgets a handle that nobody can reach. */
  static void forget(String text) {
    WeakReference<Handle<?>> known = ALL.get(text);
    if (known != null && known.get() == null) {
      ALL.remove(text, known);
    }
  }
}
