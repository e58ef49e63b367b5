package io.github.processing4j.runtime.memory;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.codec.SharedRef;
import io.github.processing4j.runtime.codec.SharedRefs;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a user holds of a {@link SharedObject}: one per object and role in each JVM.
 *
 * <p>A handle that came with a target opens its object when it is used first, so that it costs the start
 * of a child nothing. A handle that is closed, or that nobody can reach any more, gives up its place in
 * the object's table; the last one deletes the object.
 *
 * @param <C> what it works on: the object's memory, typed. It must not refer to the handle
 */
public abstract class Handle<C> implements SharedRef, Serializable, AutoCloseable {
  private static final long serialVersionUID = 1;

  private final transient HandleText text;
  private transient volatile @Nullable C core;
  private transient @Nullable Tenancy tenancy;
  private transient boolean arrives;
  private transient boolean closed;

  /**
   * A handle of an object that is to be opened.
   *
   * @param arrives whether it was counted as under way
   */
  protected Handle(HandleText text, boolean arrives) {
    this.text = text;
    this.arrives = arrives;
  }

  /** Opens the object. */
  protected abstract C open(SharedObject object);

  /** How many bells it has. */
  protected abstract int bells();

  /** The kind of its segment, where that is not its own. */
  protected int segmentKind() {
    return text.kind();
  }

  /** Uses an object that was just made; to be called once, by who made the handle. */
  protected final void adopt(SharedObject made) {
    Tenancy.endLost();
    enter(made);
    Handles.add(this);
  }

  /**
   * What it works on.
   *
   * @throws ClosedHandleException if the handle was closed
   */
  protected final C core() {
    C known = core;
    if (known != null) {
      return known;
    }
    Tenancy.endLost();
    return attach();
  }

  /** What it works on, or null if it was not used yet, or was closed. */
  protected final @Nullable C coreOrNull() {
    return core;
  }

  private synchronized C attach() {
    C known = core;
    if (known != null) {
      return known;
    }
    if (closed) {
      throw new ClosedHandleException(this + " is closed in this process");
    }
    return enter(SharedObjects.open(text.segment(), segmentKind(), bells()));
  }

  private synchronized C enter(SharedObject object) {
    tenancy = Tenancy.begin(this, object, text.role());
    if (arrives) {
      arrives = false;
      object.arrive(text.role());
    }
    C opened = open(object);
    core = opened;
    return opened;
  }

  /** Opens the object now, and so keeps it. */
  final void attachNow() {
    core();
  }

  /** Counts one less as under way. */
  protected void arrived() {
    core();
    object().arrive(text.role());
  }

  /** Whether it was closed in this process. */
  public final synchronized boolean isClosed() {
    return closed;
  }

  /** Ends the use of the object by this process. Threads that wait on it get an error. Idempotent. */
  @Override
  public void close() {
    Handles.LOCK.lock();
    try {
      Tenancy ends = closeNow();
      if (ends != null) {
        Handles.remove(this);
        ends.end();
      }
      Tenancy.endLost();
    } finally {
      Handles.LOCK.unlock();
    }
  }

  private synchronized @Nullable Tenancy closeNow() {
    if (!closed && tenancy == null) {
      try {
        // Its place in the table may be kept since its parent entered it.
        attach();
      } catch (SegmentException e) {
        // So there is nothing to leave.
        Handles.remove(this);
      }
    }
    closed = true;
    core = null;
    return tenancy;
  }

  /** Which end of the object it is. */
  protected final int role() {
    return text.role();
  }

  /** Its text. */
  protected final HandleText handleText() {
    return text;
  }

  @Override
  public final String text() {
    return text.toString();
  }

  @Override
  public void depart() {
    core();
    object().depart(text.role());
  }

  @Override
  public void recall() {
    Tenancy of = tenancy();
    if (of != null) {
      of.object().dropFlight(text.role());
    }
  }

  private synchronized @Nullable Tenancy tenancy() {
    return tenancy;
  }

  @Override
  public void expect(long childSlot) {
    core();
    object().expect(childSlot, text.role());
  }

  private synchronized SharedObject object() {
    Tenancy of = tenancy;
    if (of == null || closed) {
      throw new ClosedHandleException(this + " is closed in this process");
    }
    return of.object();
  }

  /** What is serialised in its place. */
  protected Object writeReplace() {
    core();
    return SharedRefs.form(this);
  }
}
