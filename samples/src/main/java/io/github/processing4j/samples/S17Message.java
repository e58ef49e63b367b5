package io.github.processing4j.samples;

import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.udp.UdpReceiver;
import java.nio.file.Path;
import java.util.List;

/**
 * A script that sends messages back while it works: scenario 4.
 *
 * <p>They come over UDP, to port 7000 of this machine; they could as well come from another one. What came
 * before is cleared first. The render loop takes what there is once per frame, and shows a row for each
 * message. Another port, and the seconds from one message to the next, may be given as arguments.
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
 * samples/target/samples.jar io.github.processing4j.samples.S17Message [PORT SECONDS]}
 */
final class S17Message {
  private S17Message() {}

  public static void main(String[] args) {
    boolean given = args.length == 2;
    int port = given ? Integer.parseInt(args[0]) : 7000; // which is that of the script, too
    List<String> options = given ? List.of("-p", args[0], "-i", args[1]) : List.of();

    Path file = Subprocess.programFolder().resolve("scripts/messages.py");
    try (UdpReceiver messages = UdpReceiver.bindLoopback(port)) {
      messages.clear();
      Subprocess script =
          Subprocess.builder().script(file).args(options).dieWithParent(true).start();
      MessageRows.show(messages, script);
    }
  }
}
