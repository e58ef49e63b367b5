package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers that wait to be taken. */
class ArrivalsTest {

  @Test
  @DisplayName("in order, however they come, and over the end of what an index can count")
  void inOrder() {
    int first = Integer.MAX_VALUE - 1000;
    Arrivals arrivals = Arrivals.inOrder(first);
    Random random = new Random(1);
    int taken = first;
    int next = first;
    for (int round = 0; round < 200; round++) {
      List<Integer> some = new ArrayList<>();
      int count = 1 + random.nextInt(100);
      for (int i = 0; i < count; i++) {
        some.add(next++);
      }
      Collections.shuffle(some, random);
      for (int index : some) {
        arrivals.add(index, Answer.value(index));
      }
      int take = random.nextInt(2 * count);
      for (int i = 0; i < take && arrivals.isNextHere(); i++) {
        assertEquals(taken++, arrivals.poll().value());
      }
    }
    while (arrivals.isNextHere()) {
      assertEquals(taken++, arrivals.poll().value());
    }
    assertEquals(next, taken);
    assertTrue(next < 0, "it has overflowed");
    assertNull(arrivals.poll());
    arrivals.add(next + 1, Answer.value("later"));
    assertFalse(arrivals.isNextHere());
    assertNull(arrivals.poll());
    arrivals.clear();
    arrivals.add(next, Answer.value("now"));
    assertTrue(arrivals.isNextHere());
    assertEquals("now", arrivals.poll().value());
    assertNull(arrivals.poll());
  }

  @Test
  @DisplayName("as they come")
  void asTheyCome() {
    Arrivals arrivals = Arrivals.asTheyCome();
    arrivals.add(7, Answer.value(7));
    arrivals.add(3, Answer.value(3));
    assertTrue(arrivals.isNextHere());
    assertEquals(7, arrivals.poll().value());
    assertEquals(3, arrivals.poll().value());
    assertNull(arrivals.poll());
  }
}
