package io.github.processing4j.runtime.memory;

/** What a thread waits for at a {@link Bell}. An abstract class, for no lambda is to be made of it. */
public abstract class Ready {

  /**
   * Whether the wait is over. It may take what is waited for. Called often: it must be quick, and look
   * before it writes.
   */
  public abstract boolean isReady();

  /** Called about ten times a second: to find out whether somebody who matters has died. */
  public void recheck() {}
}
