package io.github.processing4j.runtime.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * That this JVM holds a handle of an object. It ends when the handle is closed; or, some time after
 * nobody can reach the handle any more, when another begins.
 */
final class Tenancy extends PhantomReference<Handle<?>> {
  private static final ReferenceQueue<Handle<?>> LOST = new ReferenceQueue<>();
  private static final Set<Tenancy> ALL = ConcurrentHashMap.newKeySet();

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
    endLost();
    Tenancy tenancy = new Tenancy(handle, object, role);
    ALL.add(tenancy);
    return tenancy;
  }

  /** Ends those whose handles nobody can reach any more. */
  static void endLost() {
    for (Object lost = LOST.poll(); lost != null; lost = LOST.poll()) {
      Tenancy tenancy = (Tenancy) lost;
      Handles.forget(tenancy.text);
      tenancy.end();
    }
  }

  SharedObject object() {
    return object;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      ALL.remove(this);
      object.leave(role);
    }
  }
}
