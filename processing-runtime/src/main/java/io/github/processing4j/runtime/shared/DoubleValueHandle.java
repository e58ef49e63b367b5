package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.DoubleValue;

/** A {@link DoubleValue}. */
final class DoubleValueHandle extends Cell64Handle implements DoubleValue {
  private static final long serialVersionUID = 1;

  DoubleValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public double get() {
    return Double.longBitsToDouble(load());
  }

  @Override
  public void set(double value) {
    store(Double.doubleToRawLongBits(value));
  }

  @Override
  public double getAndSet(double value) {
    return Double.longBitsToDouble(loadAndStore(Double.doubleToRawLongBits(value)));
  }

  @Override
  public boolean compareAndSet(double expected, double update) {
    return compareAndStore(
        Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(update));
  }
}
