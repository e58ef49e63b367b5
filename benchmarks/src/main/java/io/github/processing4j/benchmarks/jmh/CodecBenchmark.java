package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Values that a lambda typically captures, written as for a child, and read again. */
@State(Scope.Thread)
public class CodecBenchmark extends NanoBenchmark {
  /** What is captured. */
  public enum Captured {
    /** A path, a number and a flag: our own form alone. */
    SCALARS(() -> List.of("/var/data/frames/photo-0042.png", 1920, 1.5, true)),
    /** A kilobyte, as of a small message. */
    KILOBYTE(() -> List.of(new byte[1024])),
    /** A megabyte, as of an image. */
    MEGABYTE(() -> List.of(new byte[1 << 20])),
    /** A list of a hundred strings, which goes by Java serialization. */
    STRING_LIST(() -> List.of(strings()));

    private final Supplier<List<Object>> values;

    Captured(Supplier<List<Object>> values) {
      this.values = values;
    }

    private static ArrayList<String> strings() {
      ArrayList<String> strings = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        strings.add("element " + i);
      }
      return strings;
    }
  }

  /** Which values. */
  @Param public Captured captured = Captured.SCALARS;

  private List<Object> values = List.of();
  private byte[] encoded = {};

  /** Makes the values. */
  @Setup
  public void setUp() {
    values = captured.values.get();
    encoded = encode();
  }

  /** Writes them. */
  @Benchmark
  public byte[] encode() {
    Encoder out = new Encoder();
    for (Object value : values) {
      out.putValue(value, "a captured argument");
    }
    return out.toBytes();
  }

  /** Reads them. */
  @Benchmark
  public @Nullable Object decode() throws Exception {
    Decoder in = new Decoder(encoded);
    Object last = null;
    for (int i = 0; i < values.size(); i++) {
      last = in.getValue();
    }
    return last;
  }
}
