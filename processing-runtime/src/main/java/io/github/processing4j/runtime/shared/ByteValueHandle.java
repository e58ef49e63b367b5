package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.ByteValue;

/** A {@link ByteValue}. */
final class ByteValueHandle extends Cell32Handle implements ByteValue {
  private static final long serialVersionUID = 1;

  ByteValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public byte get() {
    return (byte) load();
  }

  @Override
  public void set(byte value) {
    store(value);
  }

  @Override
  public byte getAndSet(byte value) {
    return (byte) loadAndStore(value);
  }

  @Override
  public boolean compareAndSet(byte expected, byte update) {
    return compareAndStore(expected, update);
  }
}
