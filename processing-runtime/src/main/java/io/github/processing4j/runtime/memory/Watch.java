package io.github.processing4j.runtime.memory;

/** That something is called when what can be waited for may have become ready. Thread-safe. */
public interface Watch {
  /** One of what never changes. */
  Watch NONE =
      new Watch() {
        @Override
        public boolean renew() {
          return true;
        }

        @Override
        public void end() {}
      };

  /**
   * To be called before each look: a ring is told once, until this.
   *
   * @return false if nothing will be heard, for this JVM has no doorbell
   */
  boolean renew();

  /** Ends it, whatever has become of what was watched. Idempotent. */
  void end();
}
