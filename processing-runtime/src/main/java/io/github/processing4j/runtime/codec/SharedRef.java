package io.github.processing4j.runtime.codec;

/**
 * A handle of something that JVMs share. It travels as a text; what it stands for is kept meanwhile.
 *
 * <p>Thread-safe.
 */
public interface SharedRef {

  /** Its text, from which the reader of {@link SharedRefs} makes a handle in another JVM. */
  String text();

  /** Notes that a handle is under way to any JVM of the tree, until one reads it. */
  void depart();

  /** Takes {@link #depart} back: nobody will read it. */
  void recall();

  /** Notes that a handle is under way to a child of this JVM, until the child has ended. */
  void expect(long childSlot);
}
