package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.endsWell;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Codec;
import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.QueueFullException;
import io.github.processing4j.Task;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What travels through a queue. */
@Functional
class QueueItemsIT {
  private static final Duration LONG = Eventually.LONG;

  record Flat(int a, long b, double c, boolean d, char e, String f) implements Serializable {}

  record Boxed(Integer a, Long b, Double c, Boolean d, Character e, String f)
      implements Serializable {}

  record Nested(Flat flat, Boxed boxed, List<Flat> more) implements Serializable {}

  record Single(String only) implements Serializable {}

  record Empty() implements Serializable {}

  /** One that refuses what it does not like, and so must be made by its constructor. */
  record Positive(int number) implements Serializable {
    Positive {
      if (number <= 0) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  record WithArrays(byte[] bytes, int[] numbers, String[] names, Flat[] flats)
      implements Serializable {
    @Override
    public boolean equals(Object other) {
      return other instanceof WithArrays that
          && Arrays.equals(bytes, that.bytes)
          && Arrays.equals(numbers, that.numbers)
          && Arrays.equals(names, that.names)
          && Arrays.equals(flats, that.flats);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private static List<Object> items() {
    Flat flat = new Flat(1, -2L, Double.MIN_VALUE, true, '\ud800', "gr\u00fc\u00df");
    Boxed boxed = new Boxed(null, Long.MAX_VALUE, -0.0, false, 'x', null);
    return List.of(
        true,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        '\uffff',
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        Float.NaN,
        Double.NEGATIVE_INFINITY,
        "",
        "latin \u00ff",
        "emoji \ud83c\udfa8",
        "lone \udc00\ud800",
        "\u0000",
        "long ".repeat(20_000),
        new byte[0],
        new byte[] {1, -1},
        new int[] {1, 2},
        new double[] {Double.NaN},
        new String[] {"a", null},
        new int[][] {{1}, {}},
        BigInteger.TEN.pow(50),
        Thread.State.BLOCKED,
        flat,
        boxed,
        new Nested(flat, boxed, List.of(flat, flat)),
        new Single("\u4e2d"),
        new Empty(),
        new Positive(7),
        new WithArrays(new byte[] {1}, new int[] {2}, new String[] {"three"}, new Flat[] {flat}),
        List.of(1, "two", List.of(3.0)),
        Map.of("key", Map.of("inner", 1)),
        new ArrayList<>(Arrays.asList(1, null, "x")));
  }

  @Test
  @DisplayName("items of all kinds, in both directions; empty ones, and 100 MB")
  void itemsOfAllKinds() throws Exception {
    Queue<Object> there = Processing.queue();
    Queue<Object> back = Processing.queue();
    Process child =
        started(
            () -> {
              Object item = there.take();
              while (!item.equals("end")) {
                if (item instanceof Task<?> task) {
                  item = task.call();
                }
                back.put(item);
                item = there.take();
              }
            });
    List<Object> items = items();
    there.putMany(items);
    for (Object item : items) {
      Object echo = back.get(LONG);
      assertEquals(item.getClass(), echo.getClass());
      assertTrue(Objects.deepEquals(item, echo), () -> item + " came back as " + echo);
    }
    int offset = 41;
    there.put((Task<Integer>) () -> offset + 1);
    there.put((Task<Integer>) Processing::cpuCount);
    assertEquals(42, back.get(LONG));
    assertEquals(Processing.cpuCount(), back.get(LONG));
    there.put("end");
    endsWell(child);
  }

  @Test
  void aHundredMegabytes() throws Exception {
    Queue<byte[]> there = Processing.queue();
    Queue<byte[]> back = Processing.queue();
    Process child =
        started(
            () -> {
              for (int i = 0; i < 3; i++) {
                back.put(there.take());
              }
            });
    byte[] large = new byte[100_000_000];
    new Random(1).nextBytes(large);
    there.put(new byte[0]);
    there.put(large);
    there.put(new byte[] {1});
    assertEquals(0, back.get(LONG).length);
    assertArrayEquals(large, back.get(LONG));
    assertArrayEquals(new byte[] {1}, back.get(LONG));
    endsWell(child);
  }

  record Letter(String text, Queue<String> answers) implements Serializable {}

  @Test
  @DisplayName("a handle in an item, alone and within others; and a queue within itself")
  void handlesInItems() throws Exception {
    Queue<Object> queue = Processing.queue();
    Queue<String> answers = Processing.queue();
    Process child =
        started(
            () -> {
              for (int i = 0; i < 3; i++) {
                Object item = queue.get(LONG);
                if (item instanceof Letter letter) {
                  letter.answers.put(letter.text);
                } else if (item instanceof List<?> list) {
                  assertSame(queue, list.get(0));
                  strings(list.get(1)).put("in a list");
                } else {
                  strings(item).put("alone");
                }
              }
              Queue<String> mine = Processing.queue();
              mine.put("made by the child");
              queue.put(mine);
            });
    queue.put(new Letter("in a record", answers));
    assertEquals("in a record", answers.get(LONG));
    queue.put(List.of(queue, answers));
    assertEquals("in a list", answers.get(LONG));
    queue.put(answers);
    assertEquals("alone", answers.get(LONG));
    // Its maker and only holder may have ended before it is read.
    endsWell(child);
    assertEquals("made by the child", strings(queue.get(LONG)).get(LONG));
  }

  @SuppressWarnings("unchecked")
  private static Queue<String> strings(Object handle) {
    return (Queue<String>) handle;
  }

  @Test
  @DisplayName("a handle under way keeps its object, whatever becomes of the sender")
  void handlesUnderWay(Notes notes) throws Exception {
    Queue<Queue<String>> outer = Processing.queue();
    Process closes =
        started(
            () -> {
              Queue<String> inner = Processing.queue();
              inner.putMany(List.of("a", "b"));
              outer.put(inner);
              inner.close();
            });
    endsWell(closes);
    Process killed =
        started(
            () -> {
              Queue<String> inner = Processing.queue();
              inner.put("of the dead");
              outer.put(inner);
              notes.put("sent");
              inner.take();
              notes.put("taken");
              inner.put("again");
              notes.put("put");
              Family.sleepForLong();
            });
    notes.await("put");
    killed.kill();
    assertEquals(-9, exitCode(killed));
    Queue<String> first = outer.get(LONG);
    assertEquals("a", first.get(LONG));
    // On to a third, who gives it to a fourth.
    Process third =
        started(
            () ->
                endsWell(
                    started(
                        () -> {
                          assertEquals("b", first.get(LONG));
                          first.put("c");
                        })));
    endsWell(third);
    assertEquals("c", first.get(LONG));
    Queue<String> second = outer.get(LONG);
    assertEquals("again", second.get(LONG));
    assertTrue(second.isEmpty());
  }

  @Test
  void aHandleThatWasOnlyLookedAtIsStillUnderWay() throws Exception {
    Queue<Queue<String>> outer = Processing.queue();
    endsWell(
        started(
            () -> {
              Queue<String> inner = Processing.queue();
              inner.put("inner");
              outer.put(inner);
            }));
    Queue<String> seen = outer.peek();
    assertEquals(List.of("inner"), List.copyOf(seen));
    assertSame(seen, outer.iterator().next());
    seen.close();
    assertEquals("inner", outer.get(LONG).get(LONG));
  }

  /** Numbers as decimals. */
  static final class Decimals implements Codec {
    private final String mark;

    Decimals(String mark) {
      this.mark = mark;
    }

    @Override
    public byte[] encode(@Nullable Object value) {
      return (mark + value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object decode(byte[] bytes) throws IOException {
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (!text.startsWith(mark)) {
        throw new IOException("not of this queue");
      }
      return Integer.valueOf(text.substring(mark.length()));
    }
  }

  @Test
  @DisplayName("the codec and the bounds of a queue travel with its handle")
  void codecAndBounds() {
    Queue<Integer> queue =
        Queue.<Integer>builder().codec(new Decimals("no. ")).maxItemBytes(6).maxsize(3).build();
    queue.putMany(List.of(1, 2));
    endsWell(
        started(
            () -> {
              assertEquals(1, queue.take());
              queue.putNoWait(33);
              assertThrows(ItemTooLargeException.class, () -> queue.put(333));
              assertEquals(1, queue.remainingCapacity());
              queue.putNoWait(4);
              assertThrows(QueueFullException.class, () -> queue.putNoWait(5));
            }));
    assertEquals(Set.of(2, 33, 4), Set.copyOf(queue));
    // Of two producers, in any order.
    assertEquals(Set.of(2, 33, 4), Set.of(queue.get(LONG), queue.get(LONG), queue.get(LONG)));
  }
}
