package io.github.processing4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.spi.QueueSpec;
import org.junit.jupiter.api.Test;

class QueueBuilderTest {
  @Test
  void defaultsAreNoBoundsAndTheCodecOfTheLibrary() {
    assertEquals(new QueueSpec(0, 0, 0, null), Queue.builder().spec());
  }

  @Test
  void whatIsSetReachesTheEngine() {
    Codec codec = new NoCodec();
    assertEquals(
        new QueueSpec(1, 2, 3, codec),
        Queue.builder().maxsize(1).maxBytes(2).maxItemBytes(3).codec(codec).spec());
  }

  @Test
  void zeroTakesABoundAway() {
    assertEquals(0, Queue.builder().maxsize(6).maxsize(0).spec().maxsize());
  }

  @Test
  void badInputIsRefusedByTheSetter() {
    QueueBuilder<String> builder = Queue.builder();
    assertSays("maxsize -1", () -> builder.maxsize(-1));
    assertSays("maxBytes -2", () -> builder.maxBytes(-2));
    assertSays("maxItemBytes -3", () -> builder.maxItemBytes(-3));
    assertThrows(NullPointerException.class, () -> builder.codec(null));
    assertEquals(new QueueSpec(0, 0, 0, null), builder.spec());
  }

  private static void assertSays(String what, Runnable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::run);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }

  private static final class NoCodec implements Codec {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] encode(Object value) {
      return new byte[0];
    }

    @Override
    public Object decode(byte[] bytes) {
      return "";
    }
  }
}
