package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.LongValue;

/** A {@link LongValue}. */
final class LongValueHandle extends Cell64Handle implements LongValue {
  private static final long serialVersionUID = 1;

  LongValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public long get() {
    return load();
  }

  @Override
  public void set(long value) {
    store(value);
  }

  @Override
  public long getAndSet(long value) {
    return loadAndStore(value);
  }

  @Override
  public boolean compareAndSet(long expected, long update) {
    return compareAndStore(expected, update);
  }

  @Override
  public long getAndAdd(long delta) {
    return loadAndAdd(delta);
  }
}
