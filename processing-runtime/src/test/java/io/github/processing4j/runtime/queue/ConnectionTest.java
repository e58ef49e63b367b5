package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.BufferTooShortException;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Connections;
import io.github.processing4j.connection.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of a pipe in one JVM. */
@Timeout(60)
class ConnectionTest {
  private static final Duration MOMENT = Duration.ofMillis(60);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  @DisplayName("42: objects, in both directions; null travels too")
  void objects() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      assertSame(a, pipe.first());
      assertSame(b, pipe.second());
      List<Object> objects =
          Arrays.asList("text", null, 1, List.of(2.0), "gr\u00fc\u00df \ud83c\udfa8");
      for (Object object : objects) {
        a.send(object);
        b.send(object);
      }
      for (Object object : objects) {
        assertEquals(object, a.recv());
        assertEquals(object, b.recv());
      }
      a.send("typed");
      assertEquals("typed", b.recv(String.class));
      a.send(null);
      assertNull(b.recv(String.class));
      a.send("other");
      a.send(7);
      assertThrows(ClassCastException.class, () -> b.recv(Integer.class));
      assertEquals(7, b.recv(Integer.class));
      assertThrows(NotSendableException.class, () -> a.send(new Thread()));
      a.sendBytes(new byte[] {1});
      assertArrayEquals(new byte[] {1}, b.recvBytes());
    }
  }

  @Test
  @DisplayName("42: bytes: whole, in parts, from buffers; an empty message is not the end")
  void bytes() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      byte[] data = {1, 2, 3, 4, 5};
      a.sendBytes(data);
      a.sendBytes(data, 1, 3);
      a.sendBytes(data, 5, 0);
      a.sendBytes(new byte[0]);
      ByteBuffer heap = ByteBuffer.wrap(data, 2, 2);
      a.sendBytes(heap);
      assertFalse(heap.hasRemaining());
      ByteBuffer direct = ByteBuffer.allocateDirect(3).put(data, 0, 3).flip();
      a.sendBytes(direct);
      assertFalse(direct.hasRemaining());
      a.sendBytes(ByteBuffer.wrap(data).asReadOnlyBuffer());
      assertArrayEquals(data, b.recvBytes());
      assertArrayEquals(new byte[] {2, 3, 4}, b.recvBytes());
      assertEquals(0, b.recvBytes().length);
      assertTrue(b.poll());
      assertEquals(0, b.recvBytes(0).length);
      assertArrayEquals(new byte[] {3, 4}, b.recvBytes(2));
      ByteBuffer into = ByteBuffer.allocate(8).position(1);
      assertEquals(3, b.recvBytesInto(into));
      assertEquals(4, into.position());
      ByteBuffer directly = ByteBuffer.allocateDirect(5);
      assertEquals(5, b.recvBytesInto(directly));
      assertEquals(ByteBuffer.wrap(data), directly.flip());
      assertEquals(1, into.get(1));
      assertFalse(b.poll());
    }
  }

  @Test
  @DisplayName("42: 16 MiB and more")
  void large() throws Exception {
    byte[] large = new byte[(16 << 20) + 1];
    new Random(1).nextBytes(large);
    try (Pipe pipe = Processing.pipe()) {
      Call send =
          Call.doing(
              () -> {
                for (int i = 0; i < 5; i++) {
                  pipe.first().sendBytes(large);
                }
                pipe.first().send(large);
              });
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(large, pipe.second().recvBytes());
      }
      assertArrayEquals(large, pipe.second().recv(byte[].class));
      send.result();
    }
  }

  @Test
  @DisplayName("43: a buffer that is too short: the exception has the whole message")
  void shortBuffer() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      byte[] message = {1, 2, 3, 4};
      a.sendBytes(message);
      ByteBuffer small = ByteBuffer.allocate(10).position(7);
      BufferTooShortException e =
          assertThrows(BufferTooShortException.class, () -> b.recvBytesInto(small));
      assertArrayEquals(message, e.message());
      assertEquals(7, small.position());
      a.sendBytes(message);
      IOException longer = assertThrows(IOException.class, () -> b.recvBytes(3));
      assertFalse(longer instanceof EOFException);
      assertThrows(IllegalArgumentException.class, () -> b.recvBytes(-1));
      a.sendBytes(message);
      assertThrows(
          ReadOnlyBufferException.class,
          () -> b.recvBytesInto(ByteBuffer.allocate(4).asReadOnlyBuffer()));
      assertEquals(4, b.recvBytesInto(ByteBuffer.allocate(4)));
    }
  }

  @Test
  void whatWasSentOneWayIsNotReceivedTheOther() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      a.send("object");
      a.sendBytes(new byte[] {1});
      a.send("next");
      assertThrows(IOException.class, b::recvBytes);
      assertThrows(IOException.class, b::recv);
      assertEquals("next", b.recv());
    }
  }

  @Test
  @DisplayName("44: simplex: the wrong direction is an error")
  void simplex() throws Exception {
    try (Pipe pipe = Processing.pipe(false)) {
      assertThrows(IOException.class, () -> pipe.first().send("no"));
      assertThrows(IOException.class, () -> pipe.first().sendBytes(new byte[1]));
      assertThrows(IOException.class, () -> pipe.second().recv());
      assertThrows(IOException.class, () -> pipe.second().recvBytes());
      assertThrows(IOException.class, () -> pipe.second().poll());
      pipe.second().send("yes");
      assertTrue(pipe.first().poll());
      assertEquals("yes", pipe.first().recv());
    }
  }

  @Test
  @DisplayName("44: the peer is closed: what was sent, then EOFException")
  void peerClosed() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      a.send("last");
      a.sendBytes(new byte[0]);
      a.close();
      assertTrue(b.poll());
      assertEquals("last", b.recv());
      assertEquals(0, b.recvBytes().length);
      assertTrue(b.poll(), "the end is there to be received");
      assertTrue(b.poll(LONG));
      for (int i = 0; i < 2; i++) {
        assertThrows(EOFException.class, b::recv);
        assertThrows(EOFException.class, b::recvBytes);
        assertThrows(EOFException.class, () -> b.recvBytesInto(ByteBuffer.allocate(1)));
      }
      assertThrows(IOException.class, () -> b.send("to nobody"));
    }
  }

  @Test
  @DisplayName("44: the peer is closed while this one waits to receive, or to send")
  void peerClosedMeanwhile() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Call recv = Call.of(pipe.first()::recv).awaitBlocked();
      pipe.second().close();
      recv.thrown(EOFException.class);
    }
    try (Pipe pipe = Processing.pipe()) {
      Call send = sendingUntilItBlocks(pipe.first());
      pipe.second().close();
      send.thrown(IOException.class);
    }
  }

  /** Sends until the channel is full. */
  private static Call sendingUntilItBlocks(Connection connection) {
    byte[] message = new byte[1 << 16];
    return Call.doing(
            () -> {
              while (true) {
                connection.sendBytes(message);
              }
            })
        .awaitBlocked();
  }

  @Test
  void closedHere() throws Exception {
    Pipe pipe = Processing.pipe();
    Connection a = pipe.first();
    List<Call> calls =
        List.of(Call.of(a::recv), Call.of(a::recvBytes), Call.of(() -> a.poll(LONG)));
    calls.forEach(Call::awaitBlocked);
    assertFalse(a.isClosed());
    a.close();
    a.close();
    assertTrue(a.isClosed());
    calls.forEach(call -> call.thrown(IOException.class));
    assertThrows(IOException.class, () -> a.send("no"));
    assertThrows(IOException.class, () -> a.sendBytes(new byte[0]));
    assertThrows(IOException.class, a::recv);
    assertThrows(IOException.class, a::poll);
    Call send;
    try (Pipe other = Processing.pipe()) {
      send = sendingUntilItBlocks(other.first());
      other.first().close();
      send.thrown(IOException.class);
    }
    pipe.close();
    assertTrue(pipe.second().isClosed());
    assertThrows(IOException.class, () -> pipe.second().recv());
  }

  @Test
  @DisplayName("45: bad offset or size: IndexOutOfBoundsException")
  void badOffsetOrSize() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      int[][] bad = {{-1, 1}, {0, -1}, {0, 5}, {4, 1}, {5, 0}, {1, Integer.MAX_VALUE}};
      for (int[] part : bad) {
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> a.sendBytes(new byte[4], part[0], part[1]),
            () -> Arrays.toString(part));
      }
      assertFalse(pipe.second().poll());
      assertThrows(NullPointerException.class, () -> a.sendBytes((byte[]) null));
    }
  }

  @Test
  void pollWaits() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      assertFalse(a.poll());
      assertFalse(a.poll(Duration.ZERO));
      assertFalse(a.poll(Duration.ofSeconds(-1)));
      long start = System.nanoTime();
      assertFalse(a.poll(MOMENT));
      assertTrue(System.nanoTime() - start >= MOMENT.toNanos());
      List<Call> polls = List.of(Call.of(() -> a.poll(LONG)), Call.of(() -> a.poll(null)));
      polls.forEach(Call::awaitBlocked);
      pipe.second().send(1);
      polls.forEach(poll -> assertEquals(true, poll.result()));
      assertEquals(1, a.recv());
    }
  }

  @Test
  void anInterruptClosesNothingAndLosesNothing() throws Exception {
    try (Pipe pipe = Processing.pipe()) {
      Connection a = pipe.first();
      Connection b = pipe.second();
      for (Call call :
          List.of(Call.of(b::recv), Call.of(b::recvBytes), Call.of(() -> b.poll(LONG)))) {
        interrupted(call);
      }
      Call send = sendingUntilItBlocks(a);
      interrupted(send);
      Call before =
          Call.doing(
              () -> {
                Thread.currentThread().interrupt();
                b.recvBytes();
              });
      before.thrown(ProcessingInterruptedException.class);
      assertTrue(before.leftInterrupted());
      int received = 0;
      while (b.poll()) {
        assertEquals(1 << 16, b.recvBytes().length);
        received++;
      }
      assertTrue(received > 0);
      a.send("goes on");
      assertEquals("goes on", b.recv());
    }
  }

  private static void interrupted(Call call) {
    call.awaitBlocked().interrupt().thrown(ProcessingInterruptedException.class);
    assertTrue(call.leftInterrupted());
  }

  @Test
  void messagesOfThreadsAreNotMixed() throws Exception {
    int threads = 4;
    int each = 3_000;
    try (Pipe pipe = Processing.pipe()) {
      List<Call> calls = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        byte mark = (byte) t;
        calls.add(
            Call.doing(
                () -> {
                  for (int i = 0; i < each; i++) {
                    byte[] message = new byte[i % 700];
                    Arrays.fill(message, mark);
                    pipe.first().sendBytes(message);
                  }
                }));
      }
      List<Call> receivers = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        receivers.add(
            Call.of(
                () -> {
                  int count = 0;
                  try {
                    while (true) {
                      byte[] message = pipe.second().recvBytes();
                      for (byte b : message) {
                        assertEquals(message[0], b);
                      }
                      count++;
                    }
                  } catch (EOFException e) {
                    return count;
                  }
                }));
      }
      calls.forEach(Call::result);
      pipe.first().close();
      int received = receivers.stream().mapToInt(call -> (Integer) call.result()).sum();
      assertEquals(threads * each, received);
    }
  }

  @Test
  void waitForSeveral() throws Exception {
    try (Pipe pipe = Processing.pipe();
        Pipe other = Processing.pipe();
        Queue<String> queue = Processing.queue()) {
      List<Object> all = List.of(pipe.first(), queue, other.first());
      assertEquals(List.of(), Connections.wait(all, Duration.ZERO));
      long start = System.nanoTime();
      assertEquals(List.of(), Connections.wait(all, MOMENT));
      assertTrue(System.nanoTime() - start >= MOMENT.toNanos());
      other.second().send(1);
      pipe.second().send(2);
      assertEquals(List.of(pipe.first(), other.first()), Connections.wait(all));
      other.first().recv();
      pipe.first().recv();
      Call wait = Call.of(() -> Connections.wait(all)).awaitBlocked();
      queue.put("item");
      assertEquals(List.of(queue), wait.result());
      assertEquals(List.of(queue), Connections.wait(all, Duration.ofSeconds(-1)));
      queue.take();
      wait = Call.of(() -> Connections.wait(all, LONG)).awaitBlocked();
      pipe.second().close();
      assertEquals(List.of(pipe.first()), wait.result());
      pipe.first().close();
      assertEquals(List.of(pipe.first()), Connections.wait(all, LONG));
      assertEquals(List.of(), Connections.wait(List.of()));
      assertThrows(
          IllegalArgumentException.class, () -> Connections.wait(List.of(queue, "a string")));
      assertThrows(NullPointerException.class, () -> Connections.wait(Arrays.asList(queue, null)));
      interrupted(Call.of(() -> Connections.wait(List.of(queue))));
    }
  }
}
