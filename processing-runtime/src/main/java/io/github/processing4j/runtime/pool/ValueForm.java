package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.SharedRefs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a value stands among others: what is plain as the codec writes it, one after another; anything else
 * by an encoder of its own, so that one that cannot be read spoils no other.
 *
 * <pre>
 *   byte 0..63   plain: its tag, and what follows that
 *   byte 64      OWN:     int length, and that many bytes of an encoder
 *   byte 65      SKIPPED: there is no value
 *   byte 66      FAILED:  int length, and that many bytes of {@code FailureForm}
 * </pre>
 */
final class ValueForm {
  static final byte OWN = 64;
  static final byte SKIPPED = 65;
  static final byte FAILED = 66;

  private ValueForm() {}

  /**
   * Writes a value. If it cannot be written, something of it may have been: the caller cuts that off.
   *
   * @param path where it sits, for the error
   * @return the handles in it, or null if there are none
   * @throws io.github.processing4j.NotSendableException if it cannot be sent
   * @throws IllegalArgumentException if there is no array of that size
   */
  static @Nullable SharedRefs write(Encoder out, @Nullable Object value, String path) {
    if (value == null) {
      out.putValue(null, path);
      return null;
    }
    if (out.putPlain(value)) {
      return null;
    }
    Encoder own = new Encoder().putValue(value, path);
    byte[] bytes = own.toBytes();
    out.putByte(OWN).putBytes(bytes);
    return own.handles();
  }

  /** Writes a failure, as {@code FailureForm} has written it. */
  static void writeFailure(Encoder out, byte[] failure) {
    out.putByte(FAILED).putBytes(failure);
  }

  /** Skips a value. */
  static void skip(Decoder in) throws IOException, ClassNotFoundException {
    switch (in.look()) {
      case SKIPPED:
        in.skip(1);
        break;
      case OWN, FAILED:
        in.skip(1);
        in.skip(in.getLength(1));
        break;
      default:
        // Plain: nothing of the program is run.
        in.getValue();
        break;
    }
  }
}
