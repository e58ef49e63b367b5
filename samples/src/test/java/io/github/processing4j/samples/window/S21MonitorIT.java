package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.samples.Project;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The monitor shows its tasks and their workers, and survives the end of either. */
final class S21MonitorIT {

  @Test
  void showsTasksAndCancelsThem() throws Exception {
    Map<String, String> told;
    try (Display display = Display.open()) {
      String pictures = Project.directory().resolve("samples/target/screenshots").toString();
      told = display.told(MonitorDriver.class, pictures);
    }
    assertTrue(told.get("cancelled").contains("CancellationException"), told::toString);
    assertEquals("true", told.get("another worker"), told::toString);
    assertTrue(told.get("killed").contains("WorkerDiedException"), told::toString);
    assertTrue(told.get("killed").contains("SIGKILL"), told::toString);
    assertTrue(Integer.parseInt(told.get("columns of bars")) > 200, told::toString);
    assertTrue(Integer.parseInt(told.get("columns of frames")) > 100, told::toString);
    assertTrue(Integer.parseInt(told.get("columns of the worst")) > 5, told::toString);
    assertTrue(
        told.get("counts").endsWith("Processes: 0 queued, 0 running, 2 done, 2 failed"),
        told::toString);
  }
}
