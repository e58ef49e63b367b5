package io.github.processing4j.samples;

import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.udp.UdpReceiver;
import java.nio.file.Path;

/**
 * A script that sends messages back while it works: scenario 4.
 *
 * <p>They come over UDP, to port 7000 of this machine; they could as well come from another one. What came
 * before is cleared first. The render loop takes what there is once per frame, and shows a row for each
 * message. Arguments of this program are passed on to the script, such as {@code -i 0.5}, the seconds
 * from one message to the next.
 *
 * <p>Prints, a row every two seconds:
 *
 * <pre>
 * frame    5  Sending messages at an interval of 2 seconds
 * frame    5  0 of 10
 * frame  125  1 of 10
 * …
 * frame 1205  10 of 10
 * frame 1325  All messages sent
 * 1325 frames were drawn meanwhile.
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S17Message}
 */
final class S17Message {
  private static final int PORT = 7000;

  private S17Message() {}

  public static void main(String[] args) {
    Path file = Subprocess.programFolder().resolve("scripts/messages.py");
    try (UdpReceiver messages = UdpReceiver.bindLoopback(PORT)) {
      messages.clear();
      Subprocess script = Subprocess.builder().script(file).args(args).dieWithParent(true).start();
      MessageRows.show(messages, script);
    }
  }
}
