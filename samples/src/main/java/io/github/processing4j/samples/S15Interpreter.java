package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.spawn.Subprocess;
import java.nio.file.Path;

/**
 * The script of {@link S14Script}, run by a Python that is named: scenario 2.
 *
 * <p>A machine may have several: that of a virtual environment, with the libraries of one project, or that
 * of another program. The path is the first argument; without one it is that of this machine's Python.
 *
 * <p>Prints as {@link S14Script}, and first:
 *
 * <pre>
 * /home/ada/samples/scripts/search_path.py by /opt/venv/bin/python
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S15Interpreter [PYTHON [SECONDS]]}
 */
final class S15Interpreter {
  private S15Interpreter() {}

  public static void main(String[] args) {
    Path file = Subprocess.programFolder().resolve("scripts/search_path.py");
    Path python = Path.of(args.length > 0 ? args[0] : Subprocess.python());
    String seconds = args.length > 1 ? args[1] : "5";
    System.out.println(file + " by " + python);

    Subprocess script = Subprocess.builder().script(file).interpreter(python).arg(seconds).start();

    FrameLoop loop = FrameLoop.atRate(60);
    loop.run(() -> script.poll() == null);
    System.out.printf(
        "The script ended with exit code %d; %d frames were drawn meanwhile.%n",
        script.poll(), loop.frame());
  }
}
