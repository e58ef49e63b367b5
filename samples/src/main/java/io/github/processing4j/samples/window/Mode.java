package io.github.processing4j.samples.window;

import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Progress;
import java.awt.image.BufferedImage;

/** The three ways to run the slow job. */
enum Mode {
  /** Here and now, on the thread that draws the window: what a window must not do. */
  BLOCKING("Blocking") {
    @Override
    FrameWorker<BufferedImage> start() throws InterruptedException {
      BufferedImage picture = Buddhabrot.draw(TO_NOBODY);
      String who = Buddhabrot.who();
      return FrameWorker.start(
          progress -> {
            progress.publish(who);
            progress.update(1, "all at once");
            return picture;
          });
    }
  },

  /** On another thread of this JVM. */
  THREAD("Thread") {
    @Override
    FrameWorker<BufferedImage> start() {
      return FrameWorker.start(Buddhabrot::draw);
    }
  },

  /** In a JVM of its own. */
  PROCESS("Process") {
    @Override
    FrameWorker<BufferedImage> start() {
      return FrameWorker.inProcess(Buddhabrot::draw);
    }
  };

  private static final Progress TO_NOBODY =
      new Progress() {
        @Override
        public void update(double fraction, String message) {}

        @Override
        public void publish(Object payload) {}
      };

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** Starts the job; {@link #BLOCKING} returns when it is over. */
  abstract FrameWorker<BufferedImage> start() throws InterruptedException;

  @Override
  public String toString() {
    return text;
  }
}
