package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.CharValue;

/** A {@link CharValue}. */
final class CharValueHandle extends Cell32Handle implements CharValue {
  private static final long serialVersionUID = 1;

  CharValueHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  public char get() {
    return (char) load();
  }

  @Override
  public void set(char value) {
    store(value);
  }

  @Override
  public char getAndSet(char value) {
    return (char) loadAndStore(value);
  }

  @Override
  public boolean compareAndSet(char expected, char update) {
    return compareAndStore(expected, update);
  }
}
