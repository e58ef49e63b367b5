package io.github.processing4j.frame;

/** Hears of one worker. Calls come from any thread, and must neither wait nor throw. */
interface Watcher {
  /** Hears nothing. */
  Watcher NONE =
      new Watcher() {
        @Override
        public void began() {}

        @Override
        public void ended(Status status) {}
      };

  /** The work begins on its thread. May race with {@link #ended}, and come after it. */
  void began();

  /** The status is final; comes exactly once. */
  void ended(Status status);
}
