package io.github.processing4j.runtime.standby;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.launch.CodePath;
import io.github.processing4j.runtime.launch.LaunchPlan;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanInDemandTest {
  private final PlanInDemand demand = new PlanInDemand();

  @Test
  void theFirstPlanIsFollowed() {
    assertNull(demand.get());
    LaunchPlan first = plan("-Xmx1g");
    assertTrue(demand.note(first));
    assertTrue(demand.note(plan("-Xmx1g")));
    assertSame(first, demand.get());
  }

  @Test
  void anotherIsFollowedTheSecondTime() {
    LaunchPlan first = plan("-Xmx1g");
    demand.note(first);
    assertFalse(demand.note(plan("-Xmx2g")));
    assertSame(first, demand.get());
    LaunchPlan second = plan("-Xmx2g");
    assertTrue(demand.note(second));
    assertSame(second, demand.get());
  }

  @Test
  void twoByTurnsDoNotChaseTheSpares() {
    LaunchPlan first = plan("-Xmx1g");
    demand.note(first);
    for (int i = 0; i < 3; i++) {
      assertFalse(demand.note(plan("-Xmx2g")));
      assertTrue(demand.note(plan("-Xmx1g")));
    }
    assertFalse(demand.note(plan("-Xmx2g")));
    assertFalse(demand.note(plan("-Xmx3g")));
    assertSame(first, demand.get());
  }

  @Test
  void whatOpensAFileOrAPortOrNeedsAnAgentIsNeverFollowed() {
    File file = new File("out.txt");
    for (JvmOptions options :
        List.of(
            JvmOptions.builder().output(Redirect.to(file)).build(),
            JvmOptions.builder().error(Redirect.appendTo(file)).build(),
            JvmOptions.builder().debugPort(5005).build(),
            JvmOptions.builder().agent("agent.jar").build(),
            JvmOptions.builder().flags("-Dcom.sun.management.jmxremote.port=1").build())) {
      LaunchPlan plan = plan(options);
      assertFalse(demand.note(plan));
      assertFalse(demand.note(plan));
    }
    assertTrue(demand.note(plan(JvmOptions.builder().output(Redirect.DISCARD).build())));
  }

  @Test
  void eachOptionTellsPlansApart() {
    LaunchPlan plain = plan(JvmOptions.inherited());
    assertTrue(plain.isSameAs(plan(JvmOptions.builder().build())));
    for (JvmOptions options :
        List.of(
            JvmOptions.builder().env("A", "b").build(),
            JvmOptions.builder().env("A", null).build(),
            JvmOptions.builder().directory(Path.of("/")).build(),
            JvmOptions.builder().javaHome(Path.of("/")).build(),
            JvmOptions.builder().output(Redirect.DISCARD).build(),
            JvmOptions.builder().error(Redirect.DISCARD).build(),
            JvmOptions.builder().errorToOutput().build(),
            JvmOptions.builder().inheritAgents().build())) {
      assertFalse(plain.isSameAs(plan(options)), options::toString);
      assertTrue(plan(options).isSameAs(plan(options)), options::toString);
    }
  }

  private static LaunchPlan plan(String flag) {
    CodePath code = new CodePath(List.of("-cp", "a"), List.of("Main"), List.of("a"), List.of());
    return new LaunchPlan(JvmOptions.inherited(), List.of(flag), List.of(), code);
  }

  private static LaunchPlan plan(JvmOptions options) {
    CodePath code = new CodePath(List.of("-cp", "a"), List.of("Main"), List.of("a"), List.of());
    return new LaunchPlan(options, List.of(), List.of(), code);
  }
}
