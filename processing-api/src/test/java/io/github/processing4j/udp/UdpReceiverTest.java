package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.frame.Allocations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UdpReceiverTest {
  private final UdpReceiver receiver =
      UdpReceiver.builder(0).history(3).maxsize(4).maxBytes(70_000).bind();
  private final UdpSender sender = UdpSender.to("127.0.0.1", receiver.port());

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  @Test
  void aMessageTellsWhatItHoldsWhoSentItAndWhen() {
    Instant before = Instant.now();
    long beforeNanos = System.nanoTime();
    sender.send("Grüße");
    UdpMessage message = Await.message(receiver);

    assertEquals("Grüße", message.text());
    assertSame(message.text(), message.text());
    assertArrayEquals("Grüße".getBytes(StandardCharsets.UTF_8), message.bytes());
    assertEquals(7, message.size());
    assertEquals(1, message.sequence());
    assertTrue(message.sender().getAddress().isLoopbackAddress());
    assertFalse(message.receivedAt().isBefore(before));
    assertFalse(message.receivedAt().isAfter(Instant.now()));
    assertTrue(message.nanoTime() - beforeNanos >= 0);
    assertTrue(System.nanoTime() - message.nanoTime() >= 0);
    assertEquals("<UdpMessage(7 bytes from " + message.sender() + ")>", message.toString());
  }

  @Test
  void nobodyCanChangeAMessage() {
    sender.send(new byte[] {1, 2, 3});
    UdpMessage message = Await.message(receiver);
    message.bytes()[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, message.bytes());
    ByteBuffer buffer = message.buffer();
    assertTrue(buffer.isReadOnly());
    assertEquals(0x0102, buffer.getShort());
    assertEquals(3, message.buffer().remaining());
  }

  @Test
  void messagesAreTakenOnceInOrder() {
    send("a", "b", "c");
    assertEquals("a", text(receiver.poll()));
    assertEquals(2, receiver.waiting());
    assertEquals("b", text(receiver.poll()));
    assertEquals("c", text(receiver.poll()));
    assertNull(receiver.poll());
    assertEquals(0, receiver.waiting());
    assertEquals(3, receiver.received());
    assertEquals(0, receiver.dropped());
  }

  @Test
  void anEmptyMessageAndWhatIsNotUtf8Come() {
    sender.send("");
    sender.send(new byte[] {(byte) 0xC3, 'x'});
    Await.received(receiver, 2);
    assertEquals("", text(receiver.poll()));
    assertEquals("\uFFFDx", text(receiver.poll()));
  }

  @Test
  void lookingWhereNothingWaitsAllocatesNothing() throws Exception {
    Consumer<UdpMessage> nobody = each -> {};
    assertEquals(0, Allocations.of(receiver::poll));
    assertEquals(0, Allocations.of(() -> receiver.drain(nobody)));
    send("a");
    assertEquals(0, Allocations.of(receiver::history));
  }

  @Test
  void aFullQueueDropsTheOldestAndCounts() {
    send("a", "b", "c", "d", "e", "f");
    assertEquals(4, receiver.waiting());
    assertEquals(2, receiver.droppedHere());
    assertEquals(2, receiver.dropped());
    assertEquals(List.of("c", "d", "e", "f"), drain());
    assertEquals(6, receiver.received());
  }

  @Test
  void whatWaitsIsBoundedByBytesToo() {
    sender.send(new byte[30_000]);
    sender.send(new byte[30_000]);
    Await.received(receiver, 2);
    assertEquals(0, receiver.dropped());
    sender.send(new byte[50_000]);
    Await.until("dropped", () -> receiver.dropped() == 2);
    assertEquals(50_000, Await.message(receiver).size());
    assertNull(receiver.poll());
    sender.send(new byte[65_507]); // what was taken makes room
    assertEquals(65_507, Await.message(receiver).size());
  }

  @Test
  void theHistoryIsTheNewestMessagesTakenOrNot() {
    assertEquals(List.of(), receiver.history());
    send("a", "b");
    assertNotNull(receiver.poll());
    assertEquals(List.of("a", "b"), texts(receiver.history()));
    send("c", "d");
    List<UdpMessage> rows = receiver.history();
    assertEquals(List.of("b", "c", "d"), texts(rows));
    assertSame(rows, receiver.history());
    assertThrows(UnsupportedOperationException.class, () -> rows.remove(0));
  }

  @Test
  void clearForgetsWhatCame() {
    send("a", "b");
    receiver.clear();
    assertEquals(List.of(), receiver.history());
    assertNull(receiver.poll());
    assertEquals(0, receiver.dropped());
    send("c");
    assertEquals(List.of("c"), texts(receiver.history()));
    assertEquals(3, receiver.history().get(0).sequence());
    assertEquals("c", text(receiver.poll()));
  }

  @Test
  void aReceiverMayKeepNoHistory() {
    try (UdpReceiver none = UdpReceiver.builder(0).history(0).bind();
        UdpSender to = UdpSender.to("127.0.0.1", none.port())) {
      to.send("a");
      assertEquals("a", Await.message(none).text());
      assertEquals(List.of(), none.history());
    }
  }

  @Test
  void drainTakesNotMoreThanItMay() {
    send("a", "b", "c");
    List<String> taken = new ArrayList<>();
    assertEquals(2, receiver.drain(each -> taken.add(each.text()), 2));
    assertEquals(List.of("a", "b"), taken);
    assertEquals(0, receiver.drain(each -> taken.add(each.text()), 0));
    assertEquals(1, receiver.drain(each -> taken.add(each.text()), 2));
    assertEquals(0, receiver.drain(each -> taken.add(each.text())));
    assertThrows(IllegalArgumentException.class, () -> receiver.drain(each -> {}, -1));
  }

  @Test
  void drainLeavesWhatComesMeanwhileToTheNextFrame() {
    send("a");
    int taken =
        receiver.drain(
            each -> {
              sender.send(each.text() + "'");
              Await.received(receiver, 2);
            });
    assertEquals(1, taken);
    assertEquals(List.of("a'"), drain());
  }

  @Test
  void anActionThatThrowsLosesItsMessageAlone() {
    send("a", "b");
    assertThrows(
        IllegalStateException.class,
        () ->
            receiver.drain(
                each -> {
                  throw new IllegalStateException(each.text());
                }));
    assertEquals(List.of("b"), drain());
  }

  @Test
  void interruptsCloseNothing() {
    Thread.currentThread().interrupt();
    try {
      assertNull(receiver.poll());
      assertTrue(sender.send("a"));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("a", Await.message(receiver).text());
    for (int i = 0; i < 20; i++) {
      Threads.ofReceiver(receiver).get(0).interrupt();
      sender.send("b" + i);
      assertEquals("b" + i, Await.message(receiver).text());
    }
  }

  @Test
  void aClosedReceiverSaysSo() {
    send("a", "b");
    receiver.close();
    receiver.close();
    assertTrue(receiver.isClosed());
    String said = assertThrows(ClosedHandleException.class, receiver::poll).getMessage();
    assertTrue(said.contains(String.valueOf(receiver.port())), said);
    assertThrows(ClosedHandleException.class, () -> receiver.drain(each -> {}));
    assertEquals(0, receiver.waiting());
    assertEquals(2, receiver.received());
    assertEquals(List.of("a", "b"), texts(receiver.history()));
    receiver.clear();
    assertEquals(List.of(), receiver.history());
  }

  private void send(String... texts) {
    long before = receiver.received();
    for (String each : texts) {
      assertTrue(sender.send(each));
    }
    Await.received(receiver, before + texts.length);
  }

  private List<String> drain() {
    List<String> texts = new ArrayList<>();
    receiver.drain(each -> texts.add(each.text()));
    return texts;
  }

  private static List<String> texts(List<UdpMessage> messages) {
    return messages.stream().map(UdpMessage::text).toList();
  }

  private static String text(UdpMessage message) {
    assertNotNull(message);
    return message.text();
  }
}
