package io.github.processing4j.runtime.queue;

import io.github.processing4j.Codec;
import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.spi.QueueSpec;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A queue's spec as part of the text of its handle: {@code maxsize maxBytes maxItemBytes codec}. */
final class QueueText {
  private static final String OWN_CODEC = "-";

  private QueueText() {}

  static String write(QueueSpec spec) {
    Codec codec = spec.codec();
    String written =
        codec == null
            ? OWN_CODEC
            : Base64.getEncoder()
                .encodeToString(new Encoder().putValue(codec, "the codec").toBytes());
    return spec.maxsize() + " " + spec.maxBytes() + " " + spec.maxItemBytes() + " " + written;
  }

  static QueueSpec read(String text) {
    String[] parts = text.split(" ");
    try {
      return new QueueSpec(
          Integer.parseInt(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          codec(parts[3]));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new SegmentException("malformed text of a queue's handle: " + text, text, e);
    }
  }

  private static @Nullable Codec codec(String written) {
    if (written.equals(OWN_CODEC)) {
      return null;
    }
    try {
      return (Codec) new Decoder(Base64.getDecoder().decode(written)).getValue();
    } catch (IOException | ClassNotFoundException e) {
      throw new SegmentException("cannot read the codec of a queue: " + e, "", e);
    }
  }
}
