package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.FloatValue;

/** A {@link FloatValue}. */
final class FloatValueHandle extends Cell32Handle implements FloatValue {
  private static final long serialVersionUID = 1;

  FloatValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public float get() {
    return Float.intBitsToFloat(load());
  }

  @Override
  public void set(float value) {
    store(Float.floatToRawIntBits(value));
  }

  @Override
  public float getAndSet(float value) {
    return Float.intBitsToFloat(loadAndStore(Float.floatToRawIntBits(value)));
  }

  @Override
  public boolean compareAndSet(float expected, float update) {
    return compareAndStore(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(update));
  }
}
