package io.github.processing4j.runtime.memory;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that this JVM has open: each is mapped once, and its bells have one list of threads. */
public final class SharedObjects {
  private static final Map<String, WeakReference<SharedObject>> OPEN = new ConcurrentHashMap<>();

  private static final int MIN_LIMIT = 64;
  private static int limit = MIN_LIMIT;
  private static volatile boolean used;

  private SharedObjects() {}

  /** Whether this JVM has ever had one. */
  public static boolean areUsed() {
    return used;
  }

  /** Makes an object; see {@link SharedObject#create}. */
  public static SharedObject create(int kind, int bells, long bodyBytes) {
    SharedObject made = SharedObject.create(kind, bells, bodyBytes);
    synchronized (SharedObjects.class) {
      dropCollected();
      OPEN.put(made.name().file(), new WeakReference<>(made));
    }
    return made;
  }

  /** An object that was made already; see {@link SharedObject#open}. */
  static synchronized SharedObject open(SegmentName name, int kind, int bells) {
    WeakReference<SharedObject> known = OPEN.get(name.file());
    @Nullable SharedObject object = known == null ? null : known.get();
    // A file of another tree may be called the same; opening that says so.
    if (object == null || !object.name().session().equals(name.session())) {
      dropCollected();
      object = SharedObject.open(name, kind, bells);
      OPEN.put(name.file(), new WeakReference<>(object));
    }
    return object;
  }

  private static void dropCollected() {
    used = true;
    if (OPEN.size() < limit) {
      return;
    }
    Iterator<WeakReference<SharedObject>> all = OPEN.values().iterator();
    while (all.hasNext()) {
      if (all.next().get() == null) {
        all.remove();
      }
    }
    limit = Math.max(MIN_LIMIT, 2 * OPEN.size());
  }
}
