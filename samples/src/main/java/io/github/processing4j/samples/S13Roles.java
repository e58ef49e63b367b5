package io.github.processing4j.samples;

import io.github.processing4j.spawn.Subprocess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One program in several roles: it launches itself again, and quits what it launched.
 *
 * <p>What {@code main} does depends on the variable {@code ROLE} of the environment. Without one this is
 * the controller; it launches the same program again, with the same Java, class path and arguments, as
 * {@code render1}. The handle is stored by name, as TouchDesigner's example keeps it in storage. Then the
 * three buttons of that example are pressed: launch; quit, by the handle; and once more launch, and quit
 * by the process id alone.
 *
 * <p>Prints, with other numbers:
 *
 * <pre>
 * I am the controller, process 4711
 * Launch process: 4725 says "my role is render1"
 * Quit process: exit code -9
 * Launch process: 4748 says "my role is render1"
 * Quit process ID 4748: exit code -15
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S13Roles}
 */
final class S13Roles {
  private final Map<String, Subprocess> stored = new HashMap<>();

  private S13Roles() {}

  public static void main(String[] args) throws Exception {
    String role = System.getenv("ROLE");
    if (role != null) {
      System.out.println("my role is " + role);
      Thread.sleep(Long.MAX_VALUE); // what a renderer does is for other samples
    }
    System.out.println("I am the controller, process " + ProcessHandle.current().pid());
    S13Roles controller = new S13Roles();
    controller.launch();
    controller.quit();
    controller.launch();
    controller.quitById();
  }

  private void launch() throws IOException {
    Subprocess app =
        Subprocess.builder()
            .thisProgram()
            .env("ROLE", "render1")
            .stdout(Subprocess.PIPE)
            .dieWithParent(true) // stopped in an IDE, the controller takes it along
            .start();
    stored.put("other_app", app);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(app.stdout(), StandardCharsets.UTF_8));
    System.out.printf("Launch process: %d says \"%s\"%n", app.pid(), out.readLine());
  }

  private void quit() {
    Subprocess app = stored.remove("other_app");
    app.kill();
    System.out.printf("Quit process: exit code %d%n", app.waitFor());
  }

  private void quitById() {
    Subprocess app = stored.remove("other_app");
    long pid = app.pid(); // all that is needed; it may come from a file
    Subprocess.terminate(pid);
    System.out.printf("Quit process ID %d: exit code %d%n", pid, app.waitFor());
  }
}
