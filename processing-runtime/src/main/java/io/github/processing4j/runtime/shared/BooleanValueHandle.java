package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.BooleanValue;

/** A {@link BooleanValue}. */
final class BooleanValueHandle extends Cell32Handle implements BooleanValue {
  private static final long serialVersionUID = 1;

  BooleanValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public boolean get() {
    return load() != 0;
  }

  @Override
  public void set(boolean value) {
    store(value ? 1 : 0);
  }

  @Override
  public boolean getAndSet(boolean value) {
    return loadAndStore(value ? 1 : 0) != 0;
  }

  @Override
  public boolean compareAndSet(boolean expected, boolean update) {
    return compareAndStore(expected ? 1 : 0, update ? 1 : 0);
  }
}
