package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MessageRingTest {
  private static final InetSocketAddress SENDER = new InetSocketAddress("127.0.0.1", 7000);
  private static final int MESSAGES = 300_000;

  @Test
  void aBoundThatIsNoPowerOfTwoIsKept() {
    for (int bound : new int[] {1, 2, 3, 5, 8}) {
      MessageRing ring = new MessageRing(bound, 1 << 20);
      int dropped = 0;
      for (int i = 1; i <= 20; i++) {
        dropped += ring.put(message(i, 1));
        assertEquals(Math.min(i, bound), ring.size());
      }
      assertEquals(20 - bound, dropped);
      for (int i = 21 - bound; i <= 20; i++) {
        assertEquals(i, ring.take().sequence());
      }
      assertNull(ring.take());
    }
  }

  @Test
  void aLargeMessageDropsAsManyAsItNeeds() {
    MessageRing ring = new MessageRing(10, 70_000);
    for (int i = 1; i <= 5; i++) {
      assertEquals(0, ring.put(message(i, 10_000)));
    }
    assertEquals(3, ring.put(message(6, 50_000)));
    assertEquals(4, ring.take().sequence());
    assertEquals(2, ring.size());
  }

  @Test
  void eachMessageIsTakenOrDroppedOnceInOrder() throws Exception {
    MessageRing ring = new MessageRing(7, 7 * Datagrams.MAX_BYTES);
    AtomicBoolean end = new AtomicBoolean();
    AtomicLong taken = new AtomicLong();
    AtomicLong sum = new AtomicLong();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable taker =
        () -> {
          long last = 0;
          while (true) {
            boolean over = end.get();
            UdpMessage message = ring.take();
            if (message != null) {
              if (message.sequence() <= last || message.size() != message.sequence() % 5) {
                failure.set(new AssertionError(message.sequence() + " after " + last));
              }
              last = message.sequence();
              taken.incrementAndGet();
              sum.addAndGet(last);
            } else if (over) {
              return;
            }
          }
        };
    Thread one = new Thread(taker);
    Thread other = new Thread(taker);
    one.start();
    other.start();
    long dropped = 0;
    for (int i = 1; i <= MESSAGES; i++) {
      dropped += ring.put(message(i, i % 5));
    }
    end.set(true);
    one.join();
    other.join();
    assertNull(failure.get());
    assertEquals(MESSAGES, taken.get() + dropped);
    assertTrue(sum.get() <= (long) MESSAGES * (MESSAGES + 1) / 2);
    assertEquals(0, ring.size());
    // All bytes were given back: the whole bound is there again.
    for (int i = 1; i <= 7; i++) {
      assertEquals(0, ring.put(message(MESSAGES + i, Datagrams.MAX_BYTES)));
    }
  }

  @Test
  void aHistoryIsInOrderWithoutGapsWhileItIsWritten() throws Exception {
    History history = new History(16);
    AtomicBoolean end = new AtomicBoolean();
    AtomicReference<String> failure = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              long newest = 0;
              while (!end.get()) {
                long before = 0;
                for (UdpMessage each : history.rows()) {
                  if (before != 0 && each.sequence() != before + 1) {
                    failure.set(each.sequence() + " after " + before);
                  }
                  before = each.sequence();
                }
                if (before != 0 && before < newest) {
                  failure.set(before + " is the newest, after " + newest);
                }
                newest = Math.max(newest, before);
              }
            });
    reader.start();
    for (int i = 1; i <= MESSAGES; i++) {
      history.add(message(i, 0));
    }
    end.set(true);
    reader.join();
    assertNull(failure.get());
    assertEquals(16, history.rows().size());
    history.clear();
    assertEquals(0, history.rows().size());
  }

  private static UdpMessage message(long sequence, int size) {
    return new UdpMessage(sequence, new byte[size], SENDER);
  }
}
