package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter that classes from another JVM pass. */
class SerialFilterTest {

  @AfterEach
  void removeTheFilter() {
    SerialFilter.set(null);
  }

  @Test
  void whatItRejectsIsNotRead() throws Exception {
    byte[] data = new Encoder().putValue(new ArrayList<>(List.of(1)), "it").toBytes();
    SerialFilter.set(ObjectInputFilter.Config.createFilter("!java.util.ArrayList"));
    InvalidClassException refused =
        assertThrows(InvalidClassException.class, () -> new Decoder(data).getValue());
    assertTrue(refused.getMessage().contains("REJECTED"), refused::getMessage);
    SerialFilter.set(null);
    assertEquals(List.of(1), new Decoder(data).getValue());
  }

  @Test
  void itIsAskedForWhatIsNested() {
    byte[] data = new Encoder().putValue(List.of(new ArrayList<>()), "it").toBytes();
    SerialFilter.set(ObjectInputFilter.Config.createFilter("!java.util.ArrayList"));
    assertThrows(InvalidClassException.class, () -> new Decoder(data).getValue());
  }

  @Test
  void plainValuesNeedNoLeave() throws Exception {
    SerialFilter.set(info -> ObjectInputFilter.Status.REJECTED);
    for (Object plain : List.of(1, "text", 2.0, 'c')) {
      assertEquals(plain, RoundTripTest.roundTrip(plain));
    }
    assertEquals(3, ((int[]) RoundTripTest.roundTrip(new int[3])).length);
  }

  @Test
  void lengthsAreRefusedWhateverItAllows() throws Exception {
    byte[] data = new Encoder().putValue(new Object[] {1}, "it").toBytes();
    SerialFilter.set(info -> ObjectInputFilter.Status.ALLOWED);
    assertEquals(1, ((Object[]) new Decoder(data).getValue()).length);
    int at = indexOfLength(data);
    data[at] = 0x7f;
    assertThrows(InvalidClassException.class, () -> new Decoder(data).getValue());
  }

  @Test
  void aClassUsedWithoutAnObjectIsAskedForToo() throws Exception {
    SerialFilter.set(ObjectInputFilter.Config.createFilter("java.lang.*;!*"));
    SerialFilter.check(String.class);
    assertThrows(InvalidClassException.class, () -> SerialFilter.check(List.class));
    SerialFilter.set(null);
    SerialFilter.check(List.class);
  }

  /** Of the array: what follows its class description, whose end and parent are 0x78 0x70. */
  private static int indexOfLength(byte[] data) {
    for (int i = 0; i < data.length; i++) {
      if (data[i] == 0x78 && data[i + 1] == 0x70) {
        return i + 2;
      }
    }
    throw new AssertionError();
  }
}
