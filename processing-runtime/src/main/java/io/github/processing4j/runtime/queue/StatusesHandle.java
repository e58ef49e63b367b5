package io.github.processing4j.runtime.queue;

import io.github.processing4j.frame.Status;
import io.github.processing4j.frame.StatusQueue;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.spi.SharedStatuses;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The statuses of a {@link StatusQueue} that processes share. */
final class StatusesHandle extends Handle<Statuses> implements SharedStatuses {
  private static final long serialVersionUID = 1;

  private static final int BELLS = 2;

  /** The queue whose statuses these are, in this JVM. It refers to this. */
  private transient @Nullable WeakReference<StatusQueue> queue;

  StatusesHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  static StatusesHandle create(StatusQueue queue) {
    SharedObject made = SharedObjects.create(Kind.STATUS_QUEUE, BELLS, Statuses.BYTES);
    StatusesHandle handle =
        new StatusesHandle(new HandleText(Kind.STATUS_QUEUE, 0, made.name(), ""), false);
    handle.adopt(made);
    handle.queue = new WeakReference<>(queue);
    return handle;
  }

  synchronized StatusQueue queue() {
    WeakReference<StatusQueue> known = queue;
    @Nullable StatusQueue here = known == null ? null : known.get();
    if (here == null) {
      here = StatusQueue.of(this);
      queue = new WeakReference<>(here);
    }
    return here;
  }

  @Override
  protected Statuses open(SharedObject object) {
    synchronized (object) {
      if (object.core() instanceof Statuses known && !known.lanes().isClosed()) {
        return known;
      }
      Statuses made = new Statuses(object);
      object.core(made);
      object.ledger(made.lanes());
      return made;
    }
  }

  @Override
  protected int bells() {
    return BELLS;
  }

  @Override
  public void put(Status status) {
    core().put(status);
  }

  @Override
  public @Nullable Status poll() {
    return core().poll();
  }

  @Override
  public @Nullable Status latest() {
    return core().latest();
  }

  @Override
  public String toString() {
    return "<Statuses(" + handleText().segment().file() + ")>";
  }
}
