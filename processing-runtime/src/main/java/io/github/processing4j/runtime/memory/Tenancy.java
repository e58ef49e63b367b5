package io.github.processing4j.runtime.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * That this JVM holds a handle of an object. It ends when the handle is closed; or, after nobody can
 * reach the handle any more, when the same handle comes again, or some time after that when another
 * one is closed or opened.
 */
final class Tenancy extends PhantomReference<Handle<?>> {
  private static final ReferenceQueue<Handle<?>> LOST = new ReferenceQueue<>();
  private static final Map<String, Tenancy> ALL = new ConcurrentHashMap<>();

  private final SharedObject object;
  private final int role;
  private final String text;
  private final AtomicBoolean ended = new AtomicBoolean();

  private Tenancy(Handle<?> handle, SharedObject object, int role) {
    super(handle, LOST);
    this.object = object;
    this.role = role;
    this.text = handle.text();
  }

  static Tenancy begin(Handle<?> handle, SharedObject object, int role) {
    object.enter(role);
    Tenancy begun = new Tenancy(handle, object, role);
    @Nullable Tenancy former = ALL.put(begun.text, begun);
    if (former != null) {
      // The object counts both, so that there is no moment without.
      former.end();
    }
    return begun;
  }

  /** Ends those whose handles nobody can reach any more. */
  static void endLost() {
    // Who holds the lock does this too.
    if (Handles.LOCK.tryLock()) {
      try {
        for (Object lost = LOST.poll(); lost != null; lost = LOST.poll()) {
          Tenancy tenancy = (Tenancy) lost;
          Handles.forget(tenancy.text);
          tenancy.end();
        }
      } finally {
        Handles.LOCK.unlock();
      }
    }
  }

  SharedObject object() {
    return object;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      ALL.remove(text, this);
      object.leave(role);
    }
  }
}
