package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.spawn.Subprocess;
import java.nio.file.Path;

/**
 * A Python script that takes its time, beside a render loop that does not wait for it: scenario 1.
 *
 * <p>The script lies in the folder {@code scripts} beside the program, wherever that was started from. It
 * is run by the Python of this machine. It writes to the same terminal; the loop draws on, and looks once
 * per frame whether the script has ended.
 *
 * <p>Prints, with the paths of your machine:
 *
 * <pre>
 * /home/ada/samples/scripts/search_path.py
 * Python 3.11.2 at /usr/bin/python3
 * sys.path[0] = '/home/ada/samples/scripts'
 * sys.path[1] = '/usr/lib/python311.zip'
 * --------------------
 * 0 1 2 3 4 5 6 7 8 9
 * The script ended with exit code 0; 304 frames were drawn meanwhile.
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S14Script [SECONDS]}
 */
final class S14Script {
  private S14Script() {}

  public static void main(String[] args) {
    Path file = Subprocess.programFolder().resolve("scripts/search_path.py");
    System.out.println(file);

    Subprocess script = Subprocess.builder().script(file).args(args).start();

    FrameLoop loop = FrameLoop.atRate(60);
    loop.run(() -> script.poll() == null);
    System.out.printf(
        "The script ended with exit code %d; %d frames were drawn meanwhile.%n",
        script.poll(), loop.frame());
  }
}
