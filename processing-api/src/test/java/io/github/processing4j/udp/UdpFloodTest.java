package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More messages than anybody can take: nothing waits, nothing grows, and what is lost is counted. */
@Timeout(180)
class UdpFloodTest {
  private static final int FLOOD = 120_000;

  @Test
  void aFloodFromAThreadAddsUp() throws Exception {
    Needs.drops();
    long lostBefore = lostOnTheWay();
    try (UdpReceiver receiver = UdpReceiver.builder(0).maxsize(1000).bind()) {
      Thread flood = new Thread(() -> send(receiver.port()));
      flood.start();
      long[] taken = new long[2];
      Await.until(
          "end of the flood",
          () -> {
            taken[0] += receiver.drain(message -> taken[1] = checked(message, taken[1]));
            assertTrue(receiver.waiting() <= 1000);
            return !flood.isAlive() && addsUp(receiver, lostBefore);
          });
      taken[0] += receiver.drain(message -> taken[1] = checked(message, taken[1]));
      assertEquals(receiver.received(), taken[0] + receiver.droppedHere());
      assertEquals(100, receiver.history().size());
      assertEquals(receiver.received(), receiver.history().get(99).sequence());
    }
  }

  @Test
  void aFloodFromPythonAddsUpWhereNobodyTakesIt() throws Exception {
    Needs.drops();
    String script =
        """
        import socket, sys
        to = ("127.0.0.1", int(sys.argv[1]))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            for i in range(int(sys.argv[2])):
                s.sendto(b"message %d" % i, to)
        """;
    long lostBefore = lostOnTheWay();
    try (UdpReceiver receiver = UdpReceiver.builder(0).maxsize(50).bind()) {
      Process python =
          new ProcessBuilder(
                  Needs.python(), "-c", script, "" + receiver.port(), String.valueOf(FLOOD))
              .inheritIO()
              .start();
      assertTrue(python.waitFor(120, TimeUnit.SECONDS));
      assertEquals(0, python.exitValue());
      Await.until("all counted", () -> addsUp(receiver, lostBefore));
      assertEquals(50, receiver.waiting());
      assertEquals(receiver.received(), 50 + receiver.droppedHere());
      assertEquals(receiver.dropped(), receiver.droppedHere() + receiver.droppedBySystem());
    }
  }

  @Test
  void whatTheSystemDroppedIsCounted() throws Exception {
    Needs.drops();
    for (String address : new String[] {"127.0.0.1", "127.0.0.2", "::1"}) {
      try (DatagramChannel socket =
          Sockets.bind(new InetSocketAddress(Needs.local(address), 0), 4096)) {
        checkDrops(socket, InetAddress.getByName(address));
      }
    }
    try (DatagramChannel socket = Sockets.bind(new InetSocketAddress(0), 4096)) {
      checkDrops(socket, InetAddress.getByName("127.0.0.1"));
    }
  }

  private static void checkDrops(DatagramChannel socket, InetAddress to) throws IOException {
    InetSocketAddress at = (InetSocketAddress) socket.getLocalAddress();
    SystemDrops drops = SystemDrops.of(at);
    assertEquals(0, drops.count(), () -> "at " + at);
    int sent = 200;
    try (DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < sent; i++) {
        sender.send(new DatagramPacket(new byte[1000], 1000, to, at.getPort()));
      }
    }
    int received = 0;
    while (socket.receive(java.nio.ByteBuffer.allocate(1000)) != null) {
      received++;
    }
    drops.look();
    drops.look();
    assertTrue(received < sent);
    assertEquals(sent, received + drops.count(), () -> "at " + at);
  }

  private static void send(int port) {
    try (UdpSender sender = UdpSender.to("127.0.0.1", port)) {
      for (int i = 0; i < FLOOD; i++) {
        while (!sender.send("message " + i)) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static long checked(UdpMessage message, long before) {
    assertTrue(message.sequence() > before);
    return message.sequence();
  }

  /** Whether each that was sent has come, was dropped, or may be among those lost on the way. */
  private static boolean addsUp(UdpReceiver receiver, long lostBefore) throws IOException {
    long counted = receiver.received() + receiver.droppedBySystem();
    assertTrue(counted <= FLOOD, () -> counted + " of " + FLOOD);
    return counted + lostOnTheWay() - lostBefore >= FLOOD;
  }

  /** What the machine dropped before it came to any socket: the second column, for each CPU. */
  private static long lostOnTheWay() throws IOException {
    long lost = 0;
    for (String cpu : Files.readAllLines(Path.of("/proc/net/softnet_stat"))) {
      lost += Long.parseLong(cpu.split(" ")[1], 16);
    }
    return lost;
  }
}
