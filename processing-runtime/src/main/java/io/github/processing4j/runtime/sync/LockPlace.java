package io.github.processing4j.runtime.sync;

/**
 * Where the words of a lock are in an object: of its own, or of one that has a lock beside other things.
 *
 * @param kind of the object's segment
 * @param bells how many the object has
 * @param bell which of them is the lock's
 * @param offset of its {@value #BYTES} bytes from the object's body, a multiple of 8
 */
public record LockPlace(int kind, int bells, int bell, int offset) {
  /** How long the words of a lock are. */
  public static final int BYTES = 16;

  /** In an object of its own. */
  static LockPlace alone(int kind) {
    return new LockPlace(kind, 1, 0, 0);
  }
}
