package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.ShortValue;

/** A {@link ShortValue}. */
final class ShortValueHandle extends Cell32Handle implements ShortValue {
  private static final long serialVersionUID = 1;

  ShortValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public short get() {
    return (short) load();
  }

  @Override
  public void set(short value) {
    store(value);
  }

  @Override
  public short getAndSet(short value) {
    return (short) loadAndStore(value);
  }

  @Override
  public boolean compareAndSet(short expected, short update) {
    return compareAndStore(expected, update);
  }
}
