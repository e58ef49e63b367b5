package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.IntValue;

/** An {@link IntValue}. */
final class IntValueHandle extends Cell32Handle implements IntValue {
  private static final long serialVersionUID = 1;

  IntValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public int get() {
    return load();
  }

  @Override
  public void set(int value) {
    store(value);
  }

  @Override
  public int getAndSet(int value) {
    return loadAndStore(value);
  }

  @Override
  public boolean compareAndSet(int expected, int update) {
    return compareAndStore(expected, update);
  }

  @Override
  public int getAndAdd(int delta) {
    return loadAndAdd(delta);
  }
}
