package io.github.processing4j.samples;

import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spawn.SubprocessBuilder;
import io.github.processing4j.udp.UdpReceiver;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Messages again, from a script that is told by arguments where to send them, how often and how many:
 * scenario 5.
 *
 * <p>The receiver takes any port that is free, and the script is told which. So many of these can run at
 * once. {@code --java} as the first argument has a Java program send them, {@link Messages}; the render
 * loop does not see a difference. Further arguments are passed on after {@code -i 1 -l 15}, and win.
 *
 * <p>Prints, a row every second:
 *
 * <pre>
 * frame    5  Sending messages at an interval of 1 seconds
 * frame    5  0 of 14
 * frame   65  1 of 14
 * …
 * frame  845  14 of 14
 * frame  905  All messages sent
 * 905 frames were drawn meanwhile.
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S18MessageArguments [--java]}
 */
final class S18MessageArguments {
  private S18MessageArguments() {}

  public static void main(String[] args) {
    boolean java = args.length > 0 && args[0].equals("--java");
    try (UdpReceiver messages = UdpReceiver.bindLoopback(0)) {
      Subprocess sender =
          (java ? javaProgram() : script())
              .args("-p", Integer.toString(messages.port()), "-i", "1", "-l", "15")
              .args(Arrays.asList(args).subList(java ? 1 : 0, args.length))
              .dieWithParent(true)
              .start();
      MessageRows.show(messages, sender);
    }
  }

  private static SubprocessBuilder script() {
    return Subprocess.builder().script(Subprocess.programFolder().resolve("scripts/messages.py"));
  }

  private static SubprocessBuilder javaProgram() {
    return Subprocess.builder()
        .command(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .args("-cp", System.getProperty("java.class.path"), Messages.class.getName());
  }
}
