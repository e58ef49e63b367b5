package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Encoder writes, a Decoder reads. */
class RoundTripTest {
  private static final int LARGE = 1_000_003;

  static @Nullable Object roundTrip(@Nullable Object value)
      throws IOException, ClassNotFoundException {
    return new Decoder(new Encoder().putValue(value, "it").toBytes()).getValue();
  }

  static Stream<Object> values() {
    return Stream.of(
        true,
        false,
        Byte.MIN_VALUE,
        Byte.MAX_VALUE,
        Short.MIN_VALUE,
        Short.MAX_VALUE,
        Character.MIN_VALUE,
        Character.MAX_VALUE,
        '\ud800',
        Integer.MIN_VALUE,
        -1,
        Integer.MAX_VALUE,
        Long.MIN_VALUE,
        -1L,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Float.MIN_VALUE,
        -0.0f,
        Float.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -0.0,
        Double.POSITIVE_INFINITY,
        BigInteger.TEN.pow(100),
        List.of(1, "two", 3.0),
        Map.of("key", List.of()),
        Path.of(""),
        Path.of("a", "b.txt"),
        Path.of("/", "\u00e4 b").toAbsolutePath(),
        List.of(Path.of("x"), "y"),
        new AbstractMap.SimpleEntry<>(Path.of("k"), Path.of("k", "v")),
        Thread.State.BLOCKED);
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackEqual(Object value) throws Exception {
    Object back = roundTrip(value);
    assertEquals(value, back);
    assertEquals(value.getClass(), back.getClass());
  }

  @Test
  void nullComesBack() throws Exception {
    assertNull(roundTrip(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u0000",
        "\u00ff",
        "\u0100",
        "gr\u00fc\u00df dich",
        "\ud83c\udfa8",
        "\ud800",
        "\udc00\ud800",
        "a\udbffb"
      })
  void anyStringComesBack(String text) throws Exception {
    assertEquals(text, roundTrip(text));
    Decoder in =
        new Decoder(
            new Encoder()
                .putString(text)
                .putNullableString(text)
                .putNullableString(null)
                .toBytes());
    assertEquals(text, in.getString());
    assertEquals(text, in.getNullableString());
    assertNull(in.getNullableString());
  }

  @Test
  void everyCharacterComesBack() throws Exception {
    char[] all = new char[1 << 16];
    for (int i = 0; i < all.length; i++) {
      all[i] = (char) i;
    }
    assertEquals(new String(all), roundTrip(new String(all)));
    assertArrayEquals(all, (char[]) roundTrip(all));
  }

  @Test
  void bitsOfNaNAreKept() throws Exception {
    int floatBits = 0x7fc0_1234;
    long doubleBits = 0xfff8_0000_dead_beefL;
    assertEquals(
        floatBits, Float.floatToRawIntBits((Float) roundTrip(Float.intBitsToFloat(floatBits))));
    assertEquals(
        doubleBits,
        Double.doubleToRawLongBits((Double) roundTrip(Double.longBitsToDouble(doubleBits))));
    float[] floats = (float[]) roundTrip(new float[] {Float.intBitsToFloat(floatBits)});
    assertEquals(floatBits, Float.floatToRawIntBits(floats[0]));
    double[] doubles = (double[]) roundTrip(new double[] {Double.longBitsToDouble(doubleBits)});
    assertEquals(doubleBits, Double.doubleToRawLongBits(doubles[0]));
  }

  static List<Arguments> arrays() {
    return Stream.<Object>of(
            new byte[] {-128, 0, 127},
            new short[] {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE},
            new char[] {0, '\ud800', 0xffff},
            new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE},
            new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE},
            new float[] {-0f, Float.NaN, Float.MAX_VALUE},
            new double[] {-0.0, Double.NaN, Double.MAX_VALUE},
            new boolean[] {true, false},
            new String[] {"", null, "\u0100", "x"},
            new byte[0],
            new short[0],
            new char[0],
            new int[0],
            new long[0],
            new float[0],
            new double[0],
            new boolean[0],
            new String[0],
            new byte[LARGE],
            new short[LARGE],
            new char[LARGE],
            new int[LARGE],
            new long[LARGE],
            new float[LARGE],
            new double[LARGE],
            new boolean[LARGE],
            new String[LARGE],
            new Object[] {1, null, new int[] {2}, new Object[] {"deep"}},
            new int[][] {{1}, {}, null},
            new Integer[] {1, null})
        .map(array -> Arguments.of(array))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void arraysComeBackEqual(Object array) throws Exception {
    Object back = roundTrip(array);
    assertEquals(array.getClass(), back.getClass());
    assertArrayEquals(new Object[] {array}, new Object[] {back});
  }

  @Test
  void simpleMembersComeBackInOrder() throws Exception {
    Decoder in =
        new Decoder(
            new Encoder()
                .putByte(-1)
                .putInt(-2)
                .putLong(-3)
                .putBytes(new byte[] {4})
                .putRaw(new byte[] {5})
                .toBytes());
    assertEquals(-1, in.getByte());
    assertEquals(-2, in.getInt());
    assertEquals(-3, in.getLong());
    assertArrayEquals(new byte[] {4}, in.getBytes());
    assertEquals(5, in.getByte());
    assertThrows(IOException.class, in::getByte);
  }

  @Test
  void objectsSharedByValuesStayShared() throws Exception {
    List<Object> shared = new ArrayList<>(List.of("shared"));
    List<Object> holder = new ArrayList<>(Arrays.asList(shared, null));
    holder.set(1, holder);
    Decoder in =
        new Decoder(
            new Encoder()
                .putValue(shared, "first")
                .putValue("between", "second")
                .putValue(holder, "third")
                .putValue(shared, "fourth")
                .toBytes());
    Object first = in.getValue();
    assertEquals("between", in.getValue());
    List<?> third = (List<?>) in.getValue();
    assertSame(first, third.get(0));
    assertSame(third, third.get(1));
    assertSame(first, in.getValue());
    assertNotSame(shared, first);
  }

  @Test
  void nothingIsDeserialisedBeforeAValueAsks() throws Exception {
    byte[] data = new Encoder().putString("plain").putValue(List.of(1), "it").toBytes();
    // The stream of Java serialization comes first; without its magic number it cannot be read.
    data[4] = 0;
    Decoder in = new Decoder(data);
    assertEquals("plain", in.getString());
    assertThrows(IOException.class, in::getValue);
  }
}
