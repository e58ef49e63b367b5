package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.spawn.Subprocess;
import java.nio.file.Path;

/**
 * A script that is given arguments: scenario 3.
 *
 * <p>They arrive as they are, whatever spaces and quotes are in them, since there is no shell between. The
 * script takes them apart by {@code argparse}; for what is left out it has defaults. Arguments of this
 * program are passed on, such as {@code -d 2}: the delay is 10 seconds otherwise.
 *
 * <p>Prints:
 *
 * <pre>
 * input = 'Hello' (str)
 * input2 = 'TouchDesigner' (str)
 * delay = 10 (int)
 * The script ended with exit code 0; 606 frames were drawn meanwhile.
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S16Arguments [-d SECONDS]}
 */
final class S16Arguments {
  private S16Arguments() {}

  public static void main(String[] args) {
    Path file = Subprocess.programFolder().resolve("scripts/arguments.py");

    Subprocess script =
        Subprocess.builder()
            .script(file)
            .args("-i", "Hello", "-i2", "TouchDesigner")
            .args(args)
            .start();

    FrameLoop loop = FrameLoop.atRate(60);
    loop.run(() -> script.poll() == null);
    System.out.printf(
        "The script ended with exit code %d; %d frames were drawn meanwhile.%n",
        script.poll(), loop.frame());
  }
}
