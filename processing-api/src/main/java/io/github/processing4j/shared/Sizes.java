package io.github.processing4j.shared;

/** Checks of sizes. */
final class Sizes {
  private Sizes() {}

  static long positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " " + value + ": 1 or more");
    }
    return value;
  }
}
