package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class FrameTaskTest {
  @Test
  void takesEveryShapeOfTask() throws Exception {
    Callable<Integer> variable = () -> 1;
    ProgressCell cell = new ProgressCell();
    assertEquals(1, FrameTask.of(variable).job().run(cell));
    assertEquals(2, FrameTask.of(() -> 2).job().run(cell));
    assertEquals(3, FrameTask.of(progress -> 3).job().run(cell));
    assertEquals("made", FrameTask.of(FrameTaskTest::make).job().run(cell));
    assertEquals("told", FrameTask.of(FrameTaskTest::makeTelling).job().run(cell));
  }

  @Test
  void staysAsItWasBuilt() {
    FrameTask.Builder<String> builder = FrameTask.builder(FrameTaskTest::make).name("first");
    FrameTask<String> first = builder.build();
    FrameTask<String> second = builder.name("second").timeout(Duration.ofSeconds(1)).build();
    assertEquals("<FrameTask(first)>", first.toString());
    assertNull(first.timeout());
    assertEquals("<FrameTask(second)>", second.toString());
    assertEquals("<FrameTask>", FrameTask.of(FrameTaskTest::make).toString());
  }

  @Test
  void aTimeoutIsMoreThanZero() {
    FrameTask.Builder<String> builder = FrameTask.builder(FrameTaskTest::make);
    assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ofMillis(-1)));
  }

  private static String make() {
    return "made";
  }

  private static String makeTelling(Progress progress) {
    return "told";
  }
}
