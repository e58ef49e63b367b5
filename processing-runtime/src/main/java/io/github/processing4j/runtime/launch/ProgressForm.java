package io.github.processing4j.runtime.launch;

import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How progress travels: always whole, so that the newest alone will do. */
public final class ProgressForm {
  private ProgressForm() {}

  /** Writes progress. Who publishes keeps the handles in it. */
  public static byte[] write(double fraction, String message, @Nullable Object payload) {
    return new Encoder()
        .putLong(Double.doubleToRawLongBits(fraction))
        .putString(message)
        .putValue(payload, "the published payload")
        .toBytes();
  }

  /** Reads progress. */
  public static ProgressSnapshot read(byte[] body) throws IOException, ClassNotFoundException {
    Decoder in = new Decoder(body);
    return new ProgressSnapshot(
        Double.longBitsToDouble(in.getLong()), in.getString(), in.keepValue());
  }
}
