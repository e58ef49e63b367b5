package io.github.processing4j.samples;

import io.github.processing4j.udp.UdpSender;
import java.util.HashMap;
import java.util.Map;

/** The script {@code messages.py} in Java: {@code Messages -p PORT -i SECONDS -l HOW_MANY}. */
final class Messages {
  private Messages() {}

  public static void main(String[] args) throws InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    String interval = options.getOrDefault("-i", "2");
    int loop = Integer.parseInt(options.getOrDefault("-l", "11"));
    int port = Integer.parseInt(options.getOrDefault("-p", "7000"));
    try (UdpSender udp = UdpSender.to("127.0.0.1", port)) {
      udp.send("Sending messages at an interval of " + interval + " seconds");
      for (int number = 0; number < loop; number++) {
        udp.send(number + " of " + (loop - 1));
        Thread.sleep((long) (Double.parseDouble(interval) * 1000));
      }
      udp.send("All messages sent");
    }
  }
}
