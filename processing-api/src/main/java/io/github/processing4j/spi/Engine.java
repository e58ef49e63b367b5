package io.github.processing4j.spi;

/** Starts processes by one start method. Thread-safe. */
public interface Engine {

  /** The name of the start method. */
  String startMethod();

  /**
   * Starts a process and returns when it is launched.
   *
   * @throws io.github.processing4j.NotSendableException if its work cannot be sent
   * @throws io.github.processing4j.ProcessStartException if it cannot be launched
   * @throws io.github.processing4j.SessionException if there is no room for it
   */
  RunningProcess start(ProcessSpec spec);

  /**
   * Does what the first start in this JVM does once, so that it need not. May take a tenth of a
   * second.
   */
  default void prepare() {}
}
