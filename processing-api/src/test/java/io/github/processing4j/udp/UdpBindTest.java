package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a receiver listens, who reaches it there, and what is left of it. */
@Timeout(120)
class UdpBindTest {

  @Test
  void anyFreePortIsTold() {
    try (UdpReceiver one = UdpReceiver.bind(0);
        UdpReceiver other = UdpReceiver.bind(0)) {
      assertTrue(one.port() > 0);
      assertTrue(one.port() != other.port());
      assertTrue(one.address().getAddress().isAnyLocalAddress());
      assertTrue(one.receiveBufferBytes() > 0);
      assertEquals("<UdpReceiver(port " + one.port() + ")>", one.toString());
    }
  }

  @Test
  void aThreadOfItsOwnReceivesAndKeepsNoJvmAlive() {
    UdpReceiver receiver = UdpReceiver.bind(0);
    try (receiver) {
      List<Thread> threads = Threads.ofReceiver(receiver);
      assertEquals(1, threads.size());
      assertTrue(threads.get(0).isDaemon());
    }
    assertEquals(List.of(), Threads.ofReceiver(receiver));
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (UdpReceiver receiver = UdpReceiver.bind(0)) {
      int port = receiver.port();
      PortInUseException failure =
          assertThrows(PortInUseException.class, () -> UdpReceiver.bind(port));
      assertEquals(port, failure.address().getPort());
      assertTrue(failure.getMessage().contains("port " + port), failure.getMessage());
      assertThrows(PortInUseException.class, () -> UdpReceiver.bindLoopback(port));
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> UdpReceiver.bind(-1));
    assertThrows(IllegalArgumentException.class, () -> UdpReceiver.bind(65_536));
    assertThrows(IllegalArgumentException.class, () -> UdpReceiver.bindLoopback(70_000));
  }

  @Test
  void boundsThatCannotBeAreRefused() {
    UdpReceiverBuilder builder = UdpReceiver.builder(0);
    assertThrows(IllegalArgumentException.class, () -> builder.history(-1));
    assertThrows(IllegalArgumentException.class, () -> builder.maxsize(0));
    assertThrows(IllegalArgumentException.class, () -> builder.maxBytes(65_534));
    assertThrows(IllegalArgumentException.class, () -> builder.receiveBufferBytes(0));
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 0);
    UdpBindException failure =
        assertThrows(UdpBindException.class, () -> UdpReceiver.bind(elsewhere));
    assertFalse(failure instanceof PortInUseException);
    assertTrue(failure.getMessage().contains("192.0.2.1"), failure.getMessage());
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("nowhere.invalid", 7000);
    failure = assertThrows(UdpBindException.class, () -> UdpReceiver.bind(unknown));
    assertTrue(failure.getMessage().contains("nowhere.invalid"), failure.getMessage());
  }

  @Test
  void aPortThatNeedsRightsIsToldFromOneThatIsTaken() {
    InetSocketAddress reserved = new InetSocketAddress("127.0.0.1", 53);
    UdpBindException failure = Sockets.failure(reserved, new BindException("Permission denied"));
    assertFalse(failure instanceof PortInUseException);
    assertTrue(failure.getMessage().contains("below 1024"), failure.getMessage());
    assertInstanceOf(
        PortInUseException.class,
        Sockets.failure(reserved, new BindException("Address already in use")));
    // In the language of whoever runs it.
    assertInstanceOf(
        PortInUseException.class,
        Sockets.failure(
            new InetSocketAddress("127.0.0.1", 7000), new BindException("Adresse belegt")));
  }

  @Test
  void closingFreesThePortAtOnce() {
    int port;
    try (UdpReceiver receiver = UdpReceiver.bind(0)) {
      port = receiver.port();
    }
    for (int i = 0; i < 50; i++) {
      try (UdpReceiver again = UdpReceiver.bind(port);
          UdpSender sender = UdpSender.to("127.0.0.1", port)) {
        sender.send("again");
        assertEquals("again", Await.message(again).text());
      }
    }
  }

  @Test
  void closingWhileMessagesComeLeavesNothing() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    UdpReceiver first = UdpReceiver.bind(0);
    Thread flood =
        new Thread(
            () -> {
              try (UdpSender sender = UdpSender.to("127.0.0.1", first.port())) {
                while (!end.get()) {
                  sender.send("flood");
                }
              }
            });
    flood.start();
    try {
      Await.received(first, 100);
      first.close();
      long before = sockets();
      for (int i = 0; i < 30; i++) {
        UdpReceiver again = UdpReceiver.bind(first.port());
        Await.received(again, 100);
        again.close();
        assertEquals(List.of(), Threads.ofReceiver(again));
        assertEquals(0, again.waiting());
      }
      assertTrue(sockets() <= before + 3, before + " sockets before, and now " + sockets());
    } finally {
      end.set(true);
      flood.join();
    }
  }

  @Test
  void aFailedBindLeavesNothing() throws Exception {
    try (UdpReceiver receiver = UdpReceiver.bind(0)) {
      int port = receiver.port();
      long before = sockets();
      for (int i = 0; i < 30; i++) {
        assertThrows(PortInUseException.class, () -> UdpReceiver.bind(port));
      }
      assertTrue(sockets() <= before + 3, before + " sockets before, and now " + sockets());
    }
  }

  @Test
  void senderAtAnotherAddressReachesIt() throws Exception {
    InetAddress other = Needs.local("127.0.0.2");
    try (UdpReceiver receiver = UdpReceiver.bind(0);
        DatagramSocket remote = new DatagramSocket(0, other)) {
      send(remote, "from afar", new InetSocketAddress("127.0.0.1", receiver.port()));
      UdpMessage message = Await.message(receiver);
      assertEquals("from afar", message.text());
      assertEquals(remote.getLocalSocketAddress(), message.sender());

      send(remote, "to the other", new InetSocketAddress(other, receiver.port()));
      assertEquals("to the other", Await.message(receiver).text());

      try (UdpSender answer = UdpSender.to(message.sender())) {
        answer.send("and back");
      }
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      remote.receive(packet);
      assertEquals(
          "and back", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theLoopbackFormIsForThisMachine() throws Exception {
    InetAddress other = Needs.local("127.0.0.2");
    try (UdpReceiver receiver = UdpReceiver.bindLoopback(0);
        UdpSender elsewhere = UdpSender.to(new InetSocketAddress(other, receiver.port()));
        UdpSender sender = UdpSender.to(receiver.address())) {
      assertTrue(receiver.address().getAddress().isLoopbackAddress());
      elsewhere.send("not for it");
      sender.send("for it");
      assertEquals("for it", Await.message(receiver).text());
    }
  }

  @Test
  void oneReceiverHearsIpv4AndIpv6() throws Exception {
    InetAddress six = Needs.local("::1");
    try (UdpReceiver receiver = UdpReceiver.bind(0);
        UdpSender bySix = UdpSender.to(new InetSocketAddress(six, receiver.port()));
        UdpSender byFour = UdpSender.to("127.0.0.1", receiver.port())) {
      bySix.send("six");
      UdpMessage message = Await.message(receiver);
      assertEquals("six", message.text());
      assertEquals(six, message.sender().getAddress());
      byFour.send("four");
      message = Await.message(receiver);
      assertEquals("four", message.text());
      assertEquals(InetAddress.getByName("127.0.0.1"), message.sender().getAddress());
      byte[] largest = new byte[65_527];
      bySix.send(largest);
      assertEquals(largest.length, Await.message(receiver).size());
    }
  }

  @Test
  void aReceiverMayListenByIpv6Alone() throws Exception {
    InetSocketAddress six = new InetSocketAddress(Needs.local("::1"), 0);
    try (UdpReceiver receiver = UdpReceiver.bind(six);
        UdpSender sender = UdpSender.to("::1", receiver.port())) {
      sender.send("six");
      assertEquals("six", Await.message(receiver).text());
      assertTrue(receiver.droppedBySystem() <= 0);
    }
  }

  private static void send(DatagramSocket from, String text, InetSocketAddress to)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  /** How many descriptors of this JVM are sockets or belong to selectors; 0 where nobody tells. */
  private static long sockets() throws IOException {
    Path all = Path.of("/proc/self/fd");
    if (!Files.isDirectory(all)) {
      return 0;
    }
    try (Stream<Path> descriptors = Files.list(all)) {
      return descriptors.filter(UdpBindTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      String what = Files.readSymbolicLink(descriptor).toString();
      return what.startsWith("socket:") || what.startsWith("anon_inode:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
