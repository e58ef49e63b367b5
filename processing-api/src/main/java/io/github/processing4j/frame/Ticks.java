package io.github.processing4j.frame;

/** What makes the frames of a {@link FrameTicker} run when they are due. */
interface Ticks {
  /** Begins; once. */
  void start();

  /** Lets no frame be due any more; any thread, many times; waits for nobody. */
  void end();
}
