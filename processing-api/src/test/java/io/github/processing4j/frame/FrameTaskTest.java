package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
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

  @Test
  void aLambdaGivenDirectlyCanBeSent() {
    assertInstanceOf(Task.class, FrameTask.of(() -> 2).work());
    assertInstanceOf(ProgressTask.class, FrameTask.of(progress -> 3).work());
    FrameTask<Integer> function = FrameTask.builder(String::length, "four").build();
    assertInstanceOf(TaskFunction.class, function.work());
    assertEquals("four", function.argument());
  }

  @Test
  void aFunctionIsGivenItsArgument() throws Exception {
    ProgressCell cell = new ProgressCell();
    assertEquals(4, FrameTask.builder(String::length, "four").build().job().run(cell));
    assertEquals(
        "five!",
        FrameTask.builder((String text, Progress progress) -> text + "!", "five")
            .build()
            .job()
            .run(cell));
  }

  private static String make() {
    return "made";
  }

  private static String makeTelling(Progress progress) {
    return "told";
  }
}
