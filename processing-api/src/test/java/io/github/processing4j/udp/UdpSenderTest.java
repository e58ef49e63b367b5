package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(120)
class UdpSenderTest {
  private final UdpReceiver receiver = UdpReceiver.bind(0);
  private final UdpSender sender = UdpSender.to("127.0.0.1", receiver.port());

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  @Test
  void textsBytesAndBuffersAreSent() {
    assertTrue(sender.send("ü"));
    assertTrue(sender.send(new byte[] {1, 2}));
    assertTrue(sender.send(ByteBuffer.allocateDirect(3)));
    assertEquals("ü", Await.message(receiver).text());
    assertEquals(2, Await.message(receiver).size());
    assertEquals(3, Await.message(receiver).size());
    assertEquals(3, sender.sent());
    assertEquals(new InetSocketAddress("127.0.0.1", receiver.port()), sender.address());
  }

  @Test
  void ofABufferWhatRemainsIsSentAndConsumed() {
    ByteBuffer buffer = ByteBuffer.wrap("abcdef".getBytes(StandardCharsets.UTF_8));
    buffer.position(1).limit(4);
    sender.send(buffer);
    assertEquals(4, buffer.position());
    assertEquals("bcd", Await.message(receiver).text());
    sender.send(buffer); // nothing is left: an empty message
    assertEquals(0, Await.message(receiver).size());
    assertEquals(2, sender.sent());
  }

  @Test
  void aMessageThatFitsNoDatagramIsRefused() {
    assertTrue(sender.send(new byte[65_507]));
    assertEquals(65_507, Await.message(receiver).size());
    DatagramTooLargeException failure =
        assertThrows(DatagramTooLargeException.class, () -> sender.send(new byte[65_508]));
    assertEquals(65_508, failure.sizeBytes());
    assertEquals(65_507, failure.limitBytes());
    assertTrue(failure.getMessage().contains("65508"), failure.getMessage());
    ByteBuffer large = ByteBuffer.allocate(70_000);
    assertThrows(DatagramTooLargeException.class, () -> sender.send(large));
    assertEquals(0, large.position());
    sender.send("goes on");
    assertEquals("goes on", Await.message(receiver).text());
  }

  @Test
  void aReceiverThatIsNotThereDisturbsNoLaterMessage() throws Exception {
    int port = receiver.port();
    receiver.close();
    for (int i = 0; i < 100; i++) {
      assertTrue(sender.send("to nobody")); // the system hears that the port is unreachable
    }
    try (UdpReceiver later = UdpReceiver.bind(port)) {
      assertTrue(sender.send("to somebody"));
      assertEquals("to somebody", Await.message(later).text());
    }
  }

  @Test
  void aReceiverIsNotDisturbedByOneThatIsNotThere() throws Exception {
    int nobody;
    try (DatagramSocket free = new DatagramSocket()) {
      nobody = free.getLocalPort();
    }
    try (UdpSender lost = UdpSender.to("127.0.0.1", nobody)) {
      lost.send("lost");
    }
    sender.send("here");
    assertEquals("here", Await.message(receiver).text());
  }

  @Test
  void aHostOrPortThatIsNoneIsNamed() {
    UdpException failure =
        assertThrows(UdpException.class, () -> UdpSender.to("nowhere.invalid", 7000));
    assertTrue(failure.getMessage().contains("nowhere.invalid"), failure.getMessage());
    assertEquals(7000, failure.address().getPort());
    assertThrows(IllegalArgumentException.class, () -> UdpSender.to("127.0.0.1", 0));
    assertThrows(IllegalArgumentException.class, () -> UdpSender.to("127.0.0.1", 65_536));
    assertThrows(
        UdpException.class,
        () -> UdpSender.to(InetSocketAddress.createUnresolved("nowhere.invalid", 7000)));
  }

  @Test
  void aClosedSenderSaysSo() {
    sender.close();
    sender.close();
    assertThrows(ClosedHandleException.class, () -> sender.send("late"));
    assertTrue(sender.toString().endsWith(", closed)>"), sender.toString());
  }

  @Test
  void manyThreadsMaySend() throws Exception {
    int threads = 4;
    int each = 500;
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String name = i + " ";
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  sender.send(name + n);
                }
              });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
    assertEquals(threads * each, sender.sent());
    Await.until("all", () -> receiver.received() + receiver.dropped() >= threads * each);
    Set<String> texts = new HashSet<>();
    receiver.drain(message -> texts.add(message.text()));
    assertEquals(receiver.received(), texts.size());
  }

  @Test
  void aBroadcastIsNotRefused() throws IOException {
    try (UdpSender all = UdpSender.to("127.255.255.255", receiver.port())) {
      assertTrue(all.send("to all of this machine"));
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void theInterruptOfAVirtualThreadClosesNothing() throws Exception {
    Thread thread =
        virtual(
            () -> {
              Thread.currentThread().interrupt();
              sender.send("by a virtual thread");
              receiver.drain(message -> {}, 0);
            });
    thread.join();
    assertEquals("by a virtual thread", Await.message(receiver).text());
    sender.send("goes on");
    assertEquals("goes on", Await.message(receiver).text());
  }

  private static Thread virtual(Runnable work) throws ReflectiveOperationException {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }
}
