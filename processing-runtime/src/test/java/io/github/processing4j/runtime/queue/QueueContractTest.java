package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.QueueEmptyException;
import io.github.processing4j.QueueFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In one JVM a queue is a BlockingQueue like any other, and has Python's methods. */
@Timeout(60)
class QueueContractTest {
  private static final Duration MOMENT = Duration.ofMillis(60);

  /** The kinds of queues, all with room for six. */
  enum Made {
    UNBOUNDED,
    BOUNDED,
    BOUNDED_BY_BYTES,
    JOINABLE,
    JOINABLE_BOUNDED;

    <E> Queue<E> make() {
      return switch (this) {
        case UNBOUNDED -> Processing.queue();
        case BOUNDED -> Processing.queue(6);
        case BOUNDED_BY_BYTES -> Queue.<E>builder().maxBytes(1 << 16).build();
        case JOINABLE -> Processing.joinableQueue();
        case JOINABLE_BOUNDED -> Processing.joinableQueue(6);
      };
    }

    @SafeVarargs
    final <E> Queue<E> with(E... items) {
      Queue<E> queue = make();
      for (E item : items) {
        queue.add(item);
      }
      return queue;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyQueueSaysSo(Made made) throws Exception {
    try (Queue<String> queue = made.make()) {
      assertEquals(0, queue.size());
      assertTrue(queue.isEmpty());
      assertFalse(queue.isFull());
      assertNull(queue.poll());
      assertNull(queue.peek());
      assertNull(queue.poll(0, TimeUnit.SECONDS));
      assertNull(queue.poll(-1, TimeUnit.DAYS));
      assertThrows(NoSuchElementException.class, queue::element);
      assertThrows(NoSuchElementException.class, queue::remove);
      assertThrows(QueueEmptyException.class, queue::getNoWait);
      assertThrows(QueueEmptyException.class, () -> queue.get(Duration.ZERO));
      assertThrows(QueueEmptyException.class, () -> queue.get(Duration.ofSeconds(-1)));
      assertEquals(0, queue.drainTo(new ArrayList<>()));
      assertFalse(queue.iterator().hasNext());
      assertThrows(NoSuchElementException.class, () -> queue.iterator().next());
      assertEquals(0, queue.toArray().length);
      queue.clear();
      queue.putMany(List.of());
      assertEquals(0, queue.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachWayInAndOut(Made made) throws Exception {
    try (Queue<String> queue = made.make()) {
      assertTrue(queue.add("add"));
      assertTrue(queue.offer("offer"));
      assertTrue(queue.offer("offer timed", 1, TimeUnit.SECONDS));
      queue.put("put");
      queue.put("put timed", Duration.ofSeconds(1));
      queue.putNoWait("put no wait");
      assertEquals(6, queue.size());
      assertEquals("add", queue.peek());
      assertEquals("add", queue.element());
      assertEquals(6, queue.size());
      assertEquals("add", queue.remove());
      assertEquals("offer", queue.poll());
      assertEquals("offer timed", queue.poll(1, TimeUnit.SECONDS));
      assertEquals("put", queue.take());
      assertEquals("put timed", queue.get(Duration.ofSeconds(1)));
      queue.putMany(List.of("put many 1", "put many 2"));
      assertEquals("put no wait", queue.getNoWait());
      assertEquals("put many 1", queue.get());
      assertEquals("put many 2", queue.take());
      assertTrue(queue.addAll(List.of("all 1", "all 2")));
      assertEquals("all 1", queue.take());
      assertEquals("all 2", queue.get(Duration.ofSeconds(Long.MAX_VALUE)));
      assertTrue(queue.isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("32: the size is 0, 1, 2, 1, 0")
  void size(Made made) throws Exception {
    try (Queue<Integer> queue = made.make()) {
      List<Integer> sizes = new ArrayList<>();
      sizes.add(queue.size());
      queue.put(1);
      sizes.add(queue.size());
      queue.put(2);
      sizes.add(queue.size());
      queue.take();
      sizes.add(queue.size());
      queue.take();
      sizes.add(queue.size());
      assertEquals(List.of(0, 1, 2, 1, 0), sizes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nullIsRefused(Made made) {
    try (Queue<String> queue = made.make()) {
      assertThrows(NullPointerException.class, () -> queue.add(null));
      assertThrows(NullPointerException.class, () -> queue.offer(null));
      assertThrows(NullPointerException.class, () -> queue.offer(null, 1, TimeUnit.SECONDS));
      assertThrows(NullPointerException.class, () -> queue.put(null));
      assertThrows(NullPointerException.class, () -> queue.put(null, Duration.ZERO));
      assertThrows(NullPointerException.class, () -> queue.putNoWait(null));
      assertThrows(NullPointerException.class, () -> queue.addAll(null));
      assertThrows(NullPointerException.class, () -> queue.putMany(null));
      assertThrows(NullPointerException.class, () -> queue.drainTo(null));
      assertThrows(NullPointerException.class, () -> queue.get(null));
      assertTrue(queue.isEmpty());
      assertThrows(NullPointerException.class, () -> queue.putMany(Arrays.asList("before", null)));
      assertEquals(List.of("before"), List.copyOf(queue));
      assertFalse(queue.contains(null));
    }
  }

  @ParameterizedTest
  @EnumSource
  void drain(Made made) {
    try (Queue<Integer> queue = made.with(1, 2, 3, 4, 5, 6)) {
      List<Integer> into = new ArrayList<>(List.of(0));
      assertEquals(0, queue.drainTo(into, 0));
      assertEquals(0, queue.drainTo(into, -1));
      assertEquals(2, queue.drainTo(into, 2));
      assertEquals(List.of(0, 1, 2), into);
      assertEquals(4, queue.size());
      assertEquals(4, queue.drainTo(into));
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), into);
      assertEquals(0, queue.drainTo(into, 100));
      Queue<Integer> itself = queue;
      assertThrows(IllegalArgumentException.class, () -> queue.drainTo(itself));
      assertThrows(IllegalArgumentException.class, () -> queue.drainTo(itself, 1));
      assertThrows(IllegalArgumentException.class, () -> queue.addAll(itself));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatLooksInsideTakesNothing(Made made) throws Exception {
    try (Queue<String> queue = made.with("a", "b", "c")) {
      assertTrue(queue.contains("b"));
      assertFalse(queue.contains("d"));
      assertTrue(queue.containsAll(List.of("c", "a")));
      assertFalse(queue.containsAll(List.of("c", "d")));
      assertArrayEquals(new Object[] {"a", "b", "c"}, queue.toArray());
      assertArrayEquals(new String[] {"a", "b", "c"}, queue.toArray(new String[0]));
      assertArrayEquals(
          new String[] {"a", "b", "c", null, "x"},
          queue.toArray(new String[] {"x", "x", "x", "x", "x"}));
      assertArrayEquals(new String[] {"a", "b", "c"}, queue.toArray(String[]::new));
      assertEquals(List.of("a", "b", "c"), queue.stream().toList());
      Iterator<String> moment = queue.iterator();
      assertEquals("a", queue.take());
      queue.put("d");
      List<String> seen = new ArrayList<>();
      moment.forEachRemaining(seen::add);
      assertEquals(List.of("a", "b", "c"), seen);
      assertEquals(List.of("b", "c", "d"), List.copyOf(queue));
      assertEquals(3, queue.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itemsAreTakenAtTheHeadAlone(Made made) {
    try (Queue<String> queue = made.with("a", "b")) {
      assertThrows(UnsupportedOperationException.class, () -> queue.remove("a"));
      assertThrows(UnsupportedOperationException.class, () -> queue.removeAll(List.of("a")));
      assertThrows(UnsupportedOperationException.class, () -> queue.retainAll(List.of("a")));
      assertThrows(UnsupportedOperationException.class, () -> queue.removeIf("a"::equals));
      Iterator<String> items = queue.iterator();
      items.next();
      assertThrows(UnsupportedOperationException.class, items::remove);
      assertEquals(2, queue.size());
      queue.clear();
      assertTrue(queue.isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUNDED", "JOINABLE_BOUNDED"})
  @DisplayName("27: maxsize 6: Full at once, or after the timeout and not before")
  void full(Made made) throws Exception {
    try (Queue<Integer> queue = made.make()) {
      for (int i = 0; i < 6; i++) {
        assertFalse(queue.isFull());
        assertEquals(6 - i, queue.remainingCapacity());
        queue.put(i);
      }
      assertTrue(queue.isFull());
      assertEquals(0, queue.remainingCapacity());
      assertThrows(QueueFullException.class, () -> queue.putNoWait(6));
      assertThrows(QueueFullException.class, () -> queue.put(6, Duration.ZERO));
      assertThrows(QueueFullException.class, () -> queue.put(6, Duration.ofSeconds(-1)));
      assertThrows(IllegalStateException.class, () -> queue.add(6));
      assertFalse(queue.offer(6));
      assertFalse(queue.offer(6, 0, TimeUnit.SECONDS));
      long start = System.nanoTime();
      assertThrows(QueueFullException.class, () -> queue.put(6, MOMENT));
      long between = System.nanoTime();
      assertTrue(between - start >= MOMENT.toNanos());
      assertFalse(queue.offer(6, MOMENT.toNanos(), TimeUnit.NANOSECONDS));
      assertTrue(System.nanoTime() - between >= MOMENT.toNanos());
      assertEquals(IntStream.range(0, 6).boxed().toList(), List.copyOf(queue));
      assertEquals(0, queue.take());
      // Also of a joinable queue, as in Python: it is full of what waits, not of what is worked on.
      assertFalse(queue.isFull());
      assertEquals(1, queue.remainingCapacity());
      queue.putNoWait(6);
      assertFalse(queue.offer(7));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("28: empty: Empty after the timeout, and not before")
  void empty(Made made) throws Exception {
    try (Queue<Integer> queue = made.make()) {
      long start = System.nanoTime();
      assertThrows(QueueEmptyException.class, () -> queue.get(MOMENT));
      long between = System.nanoTime();
      assertTrue(between - start >= MOMENT.toNanos());
      assertNull(queue.poll(MOMENT.toNanos(), TimeUnit.NANOSECONDS));
      assertTrue(System.nanoTime() - between >= MOMENT.toNanos());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNBOUNDED", "JOINABLE", "BOUNDED_BY_BYTES"})
  void withoutABoundByCount(Made made) {
    try (Queue<Integer> queue = made.make()) {
      assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
      queue.add(1);
      assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
      assertFalse(queue.isFull());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNBOUNDED", "JOINABLE"})
  void orderIsKeptOverManyItems(Made made) throws Exception {
    int count = 200_000;
    try (Queue<Integer> queue = made.make()) {
      for (int i = 0; i < count; i++) {
        queue.put(i);
      }
      assertEquals(count, queue.size());
      for (int i = 0; i < count; i++) {
        assertEquals(i, queue.take());
      }
      assertTrue(queue.isEmpty());
    }
  }

  @Test
  void itemsOfAllSizesKeepTheirOrder() throws Exception {
    try (Queue<byte[]> queue = Processing.queue()) {
      int[] sizes = {0, 1, 7, 8, 9, 63, 64, 65, 1000, 4095, 4096, 65_535, 65_536, 1 << 20, 3 << 20};
      for (int round = 0; round < 3; round++) {
        for (int size : sizes) {
          byte[] item = new byte[size];
          Arrays.fill(item, (byte) size);
          queue.put(item);
        }
      }
      for (int round = 0; round < 3; round++) {
        for (int size : sizes) {
          byte[] item = queue.take();
          assertEquals(size, item.length);
          if (size > 0) {
            assertEquals((byte) size, item[0]);
            assertEquals((byte) size, item[size - 1]);
          }
        }
      }
    }
  }

  @Test
  void aHandleThatComesBackIsTheSame() throws Exception {
    try (Queue<Object> queue = Processing.queue()) {
      queue.put(queue);
      queue.put(List.of(queue));
      assertSame(queue, queue.take());
      assertEquals(List.of(queue), queue.take());
      queue.put("still open");
      assertEquals("still open", queue.take());
      assertEquals(queue, queue);
      assertTrue(queue.toString().contains("Queue"), queue::toString);
    }
  }
}
