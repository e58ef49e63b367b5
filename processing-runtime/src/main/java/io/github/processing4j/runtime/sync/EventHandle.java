package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.sync.Event;
import java.lang.ref.Reference;
import java.time.Duration;

/** What a user holds of an event. */
final class EventHandle extends SyncHandle<EventCore> implements Event {
  private static final long serialVersionUID = 1;

  EventHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  EventCore make(SharedObject object) {
    return new EventCore(object);
  }

  @Override
  public void set() {
    core().set();
  }

  @Override
  public void clear() {
    core().clear();
  }

  @Override
  public boolean isSet() {
    return core().isSet();
  }

  @Override
  public void await() throws InterruptedException {
    try {
      core().await(Long.MAX_VALUE);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    try {
      return core().await(nanosOf(timeout));
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
