package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.NotSendableException;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordFormTest {
  private record Point(double x, int y, long z, boolean set, char sign) implements Serializable {}

  private record Segment(Point from, Point to, String name, Integer weight, byte[] data)
      implements Serializable {}

  private record Node(int value, Node next) implements Serializable {}

  private record Listed(List<String> names) implements Serializable {}

  private record Replaced(int value) implements Serializable {
    private Object writeReplace() {
      return "replaced";
    }
  }

  private record Unsent(int value) {}

  private record Positive(int value) implements Serializable {
    Positive {
      if (value == Integer.MIN_VALUE) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  record Failing(int value) implements Serializable {
    @Override
    public int value() {
      throw new IllegalStateException("no value");
    }
  }

  private static Object copy(Object value) throws Exception {
    return new Decoder(new Encoder().putValue(value, "the item").toBytes()).getValue();
  }

  @Test
  void plainRecordsTakeNoSerialization() throws Exception {
    Point point = new Point(1.5, -2, 1L << 40, true, 'ß');
    assertEquals(point, copy(point));
    Segment segment = new Segment(point, null, "日本", null, new byte[] {1, 2});
    Segment copy = (Segment) copy(segment);
    assertEquals(point, copy.from());
    assertNull(copy.to());
    assertNull(copy.weight());
    assertEquals("日本", copy.name());
    assertArrayEquals(segment.data(), copy.data());
    assertNotNull(RecordForm.of(Point.class));
    assertNotNull(RecordForm.of(Segment.class));
  }

  @Test
  void otherRecordsAreLeftToSerialization() throws Exception {
    for (Class<?> other : List.of(Node.class, Listed.class, Replaced.class, Unsent.class)) {
      assertNull(RecordForm.of(other), other.getName());
    }
    assertEquals(new Node(1, new Node(2, null)), copy(new Node(1, new Node(2, null))));
    assertEquals(new Listed(List.of("a")), copy(new Listed(List.of("a"))));
    assertEquals("replaced", copy(new Replaced(1)));
    assertThrows(NotSendableException.class, () -> copy(new Unsent(1)));
  }

  @Test
  void constructorAndAccessorsAreAsked() throws Exception {
    assertEquals(new Positive(3), copy(new Positive(3)));
    byte[] sent = new Encoder().putValue(new Positive(0x01020304), "the item").toBytes();
    for (int i = 0; i < 4; i++) {
      sent[sent.length - 4 + i] = (byte) (i == 0 ? 0x80 : 0);
    }
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Decoder(sent).getValue());
    assertEquals("not positive", refused.getMessage());
    NotSendableException e = assertThrows(NotSendableException.class, () -> copy(new Failing(1)));
    assertInstanceOf(IllegalStateException.class, e.getCause());
  }

  @Test
  void theFilterIsAsked() throws Exception {
    Point point = new Point(1, 2, 3, false, 'x');
    SerialFilter.set(
        info ->
            info.serialClass() == Point.class
                ? java.io.ObjectInputFilter.Status.REJECTED
                : java.io.ObjectInputFilter.Status.UNDECIDED);
    try {
      assertThrows(InvalidClassException.class, () -> copy(point));
    } finally {
      SerialFilter.set(null);
    }
    assertEquals(point, copy(point));
  }
}
