package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.frame.FrameLoop;
import org.junit.jupiter.api.Test;

@Functional
class FrameLoopIT {

  @Test
  void theStopOfAProcessEndsItsLoopBetweenFrames(Notes notes) {
    for (double rate : new double[] {60, 0.001}) { // of the second, a frame is due in 17 minutes
      Process p =
          new Process(
              "renderer",
              () -> {
                FrameLoop loop = FrameLoop.atRate(rate);
                try {
                  loop.run(
                      () -> {
                        if (loop.frame() == 1) {
                          notes.put("drawing " + rate);
                        }
                        return true;
                      });
                } catch (ProcessExit e) {
                  notes.put("interrupted " + rate, Thread.currentThread().isInterrupted());
                }
              });
      p.start();
      notes.await("drawing " + rate);
      p.stop();
      ends(0, "stopped", p);
      assertEquals("false", notes.get("interrupted " + rate));
      assertNull(p.getFailure());
    }
  }
}
