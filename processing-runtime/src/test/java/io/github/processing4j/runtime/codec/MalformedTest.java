package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that no Encoder wrote fails cleanly, quickly, and without more memory than it is long. */
class MalformedTest {
  private static final int MUTATIONS = 200_000;

  /** More than reading the intact seeds takes, and much less than a length prefix could ask for. */
  private static final long MAX_BYTES_OF_ONE = 4 << 20;

  record Point(int x, String name, Object next) implements Serializable {}

  private static byte[][] seeds() {
    Encoder simple = new Encoder();
    for (Object value :
        new Object[] {
          null, true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, "latin", "\u0100\ud800"
        }) {
      simple.putValue(value, "it");
    }
    Encoder arrays = new Encoder();
    for (Object value :
        new Object[] {
          new byte[3],
          new int[2],
          new long[2],
          new double[2],
          new float[2],
          new short[2],
          new char[2],
          new boolean[2],
          new String[] {"a", null}
        }) {
      arrays.putValue(value, "it");
    }
    Map<Object, Object> map = new HashMap<>(Map.of("a", 1, 2, List.of("b")));
    Encoder java =
        new Encoder()
            .putValue(new Point(1, "p", new Point(2, "q", null)), "it")
            .putValue(new ArrayList<>(List.of(new int[] {1, 2}, map)), "it")
            .putValue(new Object[] {"x", Thread.State.NEW}, "it");
    Encoder image =
        new Encoder().putValue(new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR), "it");
    return new byte[][] {simple.toBytes(), arrays.toBytes(), java.toBytes(), image.toBytes()};
  }

  @Test
  void mutatedDataFailsCleanly() {
    byte[][] seeds = seeds();
    for (byte[] seed : seeds) {
      readAll(seed, 0);
    }
    Random random = new Random(20);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] data = mutated(seeds[i % seeds.length], random);
      long before = Allocated.bytes();
      readAll(data, i);
      long taken = Allocated.bytes() - before;
      assertTrue(taken < MAX_BYTES_OF_ONE, "mutation " + i + " took " + taken + " bytes");
    }
  }

  /** Reads values until the data is used up or refused. */
  @SuppressWarnings("EmptyCatch")
  private static void readAll(byte[] data, int number) {
    try {
      Decoder in = new Decoder(data);
      while (true) {
        in.getValue();
      }
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      // Any of these is an answer.
    } catch (Throwable e) {
      throw new AssertionError("mutation " + number, e);
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] data = seed.clone();
    if (random.nextInt(8) == 0) {
      data = Arrays.copyOf(data, random.nextInt(data.length + 1));
    }
    for (int changes = 1 + random.nextInt(4); changes > 0 && data.length > 4; changes--) {
      int at = random.nextInt(data.length);
      switch (random.nextInt(4)) {
        case 0 -> data[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> data[at] = (byte) random.nextInt();
        case 2 -> data[at] = (byte) (random.nextBoolean() ? 0x7f : 0xff);
        default -> {
          int from = random.nextInt(data.length);
          System.arraycopy(seed, from, data, at, Math.min(4, data.length - Math.max(at, from)));
        }
      }
    }
    return data;
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 28, 5})
  void lengthsBeyondTheDataAreRefused(int length) throws IOException {
    for (byte tag = Tags.LATIN1; tag <= Tags.STRINGS; tag++) {
      byte[] data = new Encoder().putByte(tag).putInt(length).putInt(0).toBytes();
      assertThrows(IOException.class, () -> new Decoder(data).getValue());
    }
    byte[] bytes = new Encoder().putInt(length).putInt(0).toBytes();
    assertThrows(IOException.class, () -> new Decoder(bytes).getBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void indexesBeyondTheObjectsAreRefused(int index) throws IOException {
    byte[] data = new Encoder().putValue(List.of(1), "it").toBytes();
    for (int i = 0; i < 4; i++) {
      data[data.length - 4 + i] = (byte) (index >> (24 - 8 * i));
    }
    assertThrows(IOException.class, () -> new Decoder(data).getValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aJavaStreamLongerThanTheDataIsRefused(int length) {
    byte[] data = {
      (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
    };
    assertThrows(IOException.class, () -> new Decoder(data));
  }

  @Test
  void emptyDataIsRefused() {
    assertThrows(IOException.class, () -> new Decoder(new byte[0]));
    assertThrows(IOException.class, () -> new Decoder(new byte[3]));
  }

  static List<Arguments> hungry() {
    return Stream.<Object>of(
            new int[] {1},
            new Object[] {1},
            new ArrayList<>(List.of(1)),
            new HashMap<>(Map.of(1, 2)),
            new int[][] {{1}})
        .map(value -> Arguments.of(value))
        .toList();
  }

  /** In a Java stream, where a length of 1 becomes one of a thousand million. */
  @ParameterizedTest
  @MethodSource("hungry")
  void lengthsInsideAJavaStreamCostNothing(Object value) {
    byte[] data = new Encoder().putValue(new Object[] {value}, "it").toBytes();
    for (int at = 4; at + 4 < data.length; at++) {
      byte[] changed = data.clone();
      changed[at] = 0x3f;
      long before = Allocated.bytes();
      readAll(changed, at);
      long taken = Allocated.bytes() - before;
      assertTrue(taken < MAX_BYTES_OF_ONE, "byte " + at + ": " + taken + " bytes");
    }
  }

  @Test
  void theNumberOfJavaObjectsIsNotTrusted() throws IOException {
    ByteArrayOutputStream java = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(java);
    out.writeInt(0xaced0005);
    out.writeByte(0x77);
    out.writeByte(4);
    out.writeInt(Integer.MAX_VALUE);
    byte[] data =
        new Encoder()
            .putInt(java.size())
            .putRaw(java.toByteArray())
            .putByte(Tags.JAVA)
            .putInt(0)
            .toBytes();
    byte[] withoutOwnHead = Arrays.copyOfRange(data, 4, data.length);
    assertThrows(IOException.class, () -> new Decoder(withoutOwnHead).getValue());
  }

  @Test
  void depthEndsInAnException() {
    Point deep = null;
    // As deep as can be written on a large stack, and not be read on a small one.
    for (int i = 0; i < 20_000; i++) {
      deep = new Point(i, "", deep);
    }
    byte[][] data = new byte[1][];
    Point chain = deep;
    runOn(1 << 30, () -> data[0] = new Encoder().putValue(chain, "it").toBytes());
    Throwable[] failure = new Throwable[1];
    runOn(
        256 << 10,
        () -> failure[0] = assertThrows(IOException.class, () -> new Decoder(data[0]).getValue()));
    assertTrue(failure[0].getMessage().contains("deep"), failure[0]::toString);
  }

  private static void runOn(long stackBytes, Runnable work) {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, work, "stack", stackBytes);
    thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thrown[0] != null) {
      throw new AssertionError(thrown[0]);
    }
  }
}
