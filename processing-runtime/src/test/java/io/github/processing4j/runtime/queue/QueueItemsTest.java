package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Codec;
import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.JoinableQueue;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Queue;
import io.github.processing4j.QueueFullException;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.session.Session;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Items that cannot be sent, cannot be read or are too large; codecs. */
@Timeout(60)
class QueueItemsTest {

  /** An item with something inside that cannot be sent. */
  record Job(String name, @Nullable Object tool) implements Serializable {}

  @Test
  @DisplayName("29: what cannot be sent fails in the put, by name; the queue goes on")
  void whatCannotBeSent() throws Exception {
    try (Queue<Object> queue = Processing.queue(3)) {
      queue.put("before");
      List<Call.Action> puts =
          List.of(
              () -> queue.put(new Job("paint", new Thread())),
              () -> queue.put(new Job("paint", new Thread()), Duration.ZERO),
              () -> queue.putNoWait(new Job("paint", new Thread())),
              () -> queue.offer(new Job("paint", new Thread())),
              () -> queue.add(new Job("paint", new Thread())));
      for (Call.Action put : puts) {
        NotSendableException e = assertThrows(NotSendableException.class, put::run);
        assertEquals(Thread.class.getName(), e.className());
        assertTrue(e.getMessage().contains(Thread.class.getName()), e::getMessage);
        assertTrue(e.path().contains("Job.tool"), e::path);
      }
      assertEquals(1, queue.size());
      assertThrows(
          NotSendableException.class,
          () -> queue.putMany(List.of("many 1", new Thread(), "never")));
      queue.put("good");
      assertEquals(List.of("before", "many 1", "good"), List.copyOf(queue));
    }
  }

  /** Something that cannot be read. */
  static final class Poison implements Serializable {
    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("poison");
    }
  }

  @Test
  void whatCannotBeReadIsTakenAndLost() throws Exception {
    try (Queue<Object> queue = Processing.queue()) {
      queue.putMany(List.of(new Poison(), "good", new Poison(), new Poison()));
      NotReadableException e = assertThrows(NotReadableException.class, queue::take);
      assertTrue(String.valueOf(e.getCause()).contains("poison"), () -> "cause " + e.getCause());
      assertEquals("good", queue.take());
      assertThrows(NotReadableException.class, queue::poll);
      assertThrows(NotReadableException.class, queue::getNoWait);
      assertTrue(queue.isEmpty());
    }
  }

  @Test
  void anItemThatIsTooLarge() throws Exception {
    try (Queue<byte[]> queue = Queue.<byte[]>builder().maxItemBytes(1000).build()) {
      queue.put(new byte[900]);
      ItemTooLargeException e =
          assertThrows(ItemTooLargeException.class, () -> queue.put(new byte[1001]));
      assertEquals(1000, e.limitBytes());
      assertTrue(e.sizeBytes() >= 1001 && e.sizeBytes() < 1100, () -> "size " + e.sizeBytes());
      assertThrows(ItemTooLargeException.class, () -> queue.offer(new byte[100_000]));
      assertThrows(
          ItemTooLargeException.class,
          () -> queue.putMany(List.of(new byte[1], new byte[2000], new byte[2])));
      assertEquals(2, queue.size());
      assertEquals(900, queue.take().length);
      assertEquals(1, queue.take().length);
    }
  }

  @Test
  void aBoundInBytes() throws Exception {
    try (Queue<byte[]> queue = Queue.<byte[]>builder().maxBytes(10_000).build()) {
      for (int i = 0; i < 9; i++) {
        assertTrue(queue.offer(new byte[1000]), "item " + i);
      }
      assertFalse(queue.offer(new byte[1000]));
      assertThrows(QueueFullException.class, () -> queue.putNoWait(new byte[1000]));
      assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
      ItemTooLargeException e =
          assertThrows(ItemTooLargeException.class, () -> queue.put(new byte[10_001]));
      assertEquals(10_000, e.limitBytes());
      Call put = Call.doing(() -> queue.put(new byte[1000])).awaitBlocked();
      queue.take();
      put.result();
      assertEquals(9, queue.size());
      // Whatever was there before: an item that is as large as the bound is put in time.
      Call large = Call.doing(() -> queue.put(new byte[9_900])).awaitBlocked();
      for (int i = 0; i < 9; i++) {
        assertEquals(1000, queue.get(Duration.ofSeconds(30)).length);
      }
      large.result();
      assertEquals(9_900, queue.take().length);
      assertFalse(queue.isFull());
      while (queue.offer(new byte[0])) {
        assertTrue(queue.size() < 10_000);
      }
      assertTrue(queue.isFull());
      queue.take();
      assertFalse(queue.isFull());
    }
  }

  /** Strings in UTF-8; it knows no others, and one that it cannot read. */
  static final class Utf8 implements Codec {
    private final String mark;

    Utf8(String mark) {
      this.mark = mark;
    }

    @Override
    public byte[] encode(@Nullable Object value) throws IOException {
      if (value instanceof String text) {
        return (mark + text).getBytes(StandardCharsets.UTF_8);
      }
      throw new IOException("no string");
    }

    @Override
    public Object decode(byte[] bytes) throws IOException {
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertTrue(text.startsWith(mark));
      if (text.endsWith("unreadable")) {
        throw new IOException("smudged");
      }
      return text.substring(mark.length()) + " decoded";
    }
  }

  @Test
  void aCodecOfOnesOwn() throws Exception {
    try (Queue<Object> queue = Queue.builder().codec(new Utf8("mark ")).maxItemBytes(60).build()) {
      queue.put("gr\u00fc\u00df");
      NotSendableException refused =
          assertThrows(NotSendableException.class, () -> queue.put(List.of()));
      assertEquals(
          "no string", assertInstanceOf(IOException.class, refused.getCause()).getMessage());
      assertTrue(refused.getMessage().contains("no string"), refused::getMessage);
      ItemTooLargeException large =
          assertThrows(ItemTooLargeException.class, () -> queue.put("x".repeat(56)));
      assertEquals(61, large.sizeBytes());
      queue.put("unreadable");
      queue.put("");
      assertEquals("gr\u00fc\u00df decoded", queue.take());
      NotReadableException lost = assertThrows(NotReadableException.class, queue::take);
      assertEquals("smudged", assertInstanceOf(IOException.class, lost.getCause()).getMessage());
      assertEquals(" decoded", queue.take());
      assertNull(queue.poll());
    }
  }

  @Test
  @DisplayName("31: one taskDone too many is an error")
  void oneTaskDoneTooMany() throws Exception {
    try (JoinableQueue<String> queue = Processing.joinableQueue()) {
      assertTrue(queue.join(Duration.ZERO));
      queue.join();
      assertThrows(IllegalStateException.class, queue::taskDone);
      queue.putMany(List.of("a", "b"));
      assertThrows(IllegalStateException.class, queue::taskDone);
      assertFalse(queue.join(Duration.ZERO));
      assertEquals("a", queue.take());
      assertFalse(queue.join(Duration.ofMillis(10)));
      queue.taskDone();
      assertThrows(IllegalStateException.class, queue::taskDone);
      assertFalse(queue.join(Duration.ofMillis(10)));
      Call join = Call.doing(queue::join).awaitBlocked();
      assertEquals("b", queue.take());
      queue.taskDone();
      join.result();
      assertTrue(queue.join(Duration.ZERO));
    }
  }

  @Test
  void taskDoneIsOfTheThreadThatTook() throws Exception {
    try (JoinableQueue<String> queue = Processing.joinableQueue()) {
      queue.putMany(List.of("a", "b"));
      queue.take();
      // Of a thread that took none: one that its process took.
      Call.doing(queue::taskDone).result();
      assertThrows(IllegalStateException.class, queue::taskDone);
      assertFalse(queue.join(Duration.ZERO));
      Call.doing(
              () -> {
                queue.take();
                queue.taskDone();
              })
          .result();
      assertTrue(queue.join(Duration.ZERO));
    }
  }

  @Test
  void joinIsInterruptibleAndEndsWithTheHandle() throws Exception {
    JoinableQueue<String> queue = Processing.joinableQueue();
    queue.put("a");
    Call interrupted = Call.doing(queue::join).awaitBlocked().interrupt();
    interrupted.thrown(ProcessingInterruptedException.class);
    assertTrue(interrupted.leftInterrupted());
    List<Call> joins =
        List.of(Call.doing(queue::join), Call.of(() -> queue.join(Duration.ofSeconds(30))));
    joins.forEach(Call::awaitBlocked);
    queue.close();
    for (Call join : joins) {
      join.thrown(ClosedHandleException.class);
    }
    assertThrows(ClosedHandleException.class, queue::taskDone);
    assertThrows(ClosedHandleException.class, queue::join);
  }

  @Test
  @DisplayName("a handle in an item that was not put does not count as under way")
  void handleOfARefusedPut() throws Exception {
    try (Queue<Queue<String>> full = Processing.queue(1);
        Queue<String> first = Processing.queue()) {
      full.put(first);
      Queue<String> refused = Processing.queue();
      String text = ((LaneHandle<?>) refused).text();
      Path segment = Session.current().directory().resolve(HandleText.of(text).segment().file());
      assertFalse(full.offer(refused));
      assertThrows(QueueFullException.class, () -> full.put(refused, Duration.ofMillis(1)));
      Call put = Call.doing(() -> full.put(refused)).awaitBlocked().interrupt();
      put.thrown(InterruptedException.class);
      assertTrue(Files.exists(segment));
      refused.close();
      assertFalse(Files.exists(segment));
    }
  }

  @Test
  @DisplayName(
      "a handle in an item of a joinable queue is under way until the item is done, or cleared")
  void handleOfAnItemThatIsDone() throws Exception {
    try (JoinableQueue<Connection> queue = Processing.joinableQueue()) {
      for (boolean cleared : List.of(false, true)) {
        Pipe pipe = Processing.pipe();
        queue.put(pipe.second());
        pipe.second().close();
        assertFalse(pipe.first().poll());
        if (cleared) {
          queue.clear();
        } else {
          queue.take().close();
          assertFalse(pipe.first().poll());
          queue.taskDone();
        }
        assertTrue(queue.join(Duration.ZERO));
        assertThrows(EOFException.class, pipe.first()::recv);
      }
    }
  }
}
