package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UdpPythonTest {
  private static final String SCRIPT =
      """
      import socket, sys
      to = ("127.0.0.1", int(sys.argv[1]))
      with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
          s.bind(("127.0.0.1", 0))
          s.sendto(b"port %d" % s.getsockname()[1], to)
          text = s.recvfrom(65535)[0].decode("utf-8")
          s.sendto(text.upper().encode("utf-8"), to)
      """;

  @Test
  void pythonSendsReceivesAndAnswers() throws Exception {
    try (UdpReceiver receiver = UdpReceiver.bind(0)) {
      Process python =
          new ProcessBuilder(Needs.python(), "-c", SCRIPT, String.valueOf(receiver.port()))
              .inheritIO()
              .start();
      try {
        UdpMessage first = Await.message(receiver);
        assertEquals("port " + first.sender().getPort(), first.text());
        try (UdpSender sender = UdpSender.to(first.sender())) {
          sender.send("grün");
        }
        assertEquals("GRÜN", Await.message(receiver).text());
        assertTrue(python.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, python.exitValue());
      } finally {
        python.destroyForcibly();
      }
    }
  }
}
