package io.github.processing4j.runtime.memory;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The handles of this JVM by their texts: one for each, as long as somebody holds it. */
public final class Handles {
  private static final Map<String, WeakReference<Handle<?>>> ALL = new ConcurrentHashMap<>();

  private Handles() {}

  /** Makes a handle where there is none. */
  public interface Maker {
    /** The handle. */
    Handle<?> make(HandleText text, boolean arrives);
  }

  /** The handle with this text; it is made if there is none. */
  public static synchronized Handle<?> get(String text, boolean arrives, Maker maker) {
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
  }

  private static @Nullable Handle<?> find(String text) {
    WeakReference<Handle<?>> known = ALL.get(text);
    return known == null ? null : known.get();
  }

  static synchronized void add(Handle<?> handle) {
    ALL.put(handle.text(), new WeakReference<>(handle));
  }

  static synchronized void remove(Handle<?> handle) {
    if (find(handle.text()) == handle) {
      ALL.remove(handle.text());
    }
  }

  /** Forgets a handle that nobody can reach. */
  static synchronized void forget(String text) {
    if (find(text) == null) {
      ALL.remove(text);
    }
  }
}
