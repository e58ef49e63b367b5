package io.github.processing4j.runtime.queue;

import io.github.processing4j.Codec;
import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How items are written: byte arrays and plain strings as they are, everything else by the codec of
 * targets, or by one that the user has chosen.
 */
final class Items {
  static final byte OBJECT = 0;
  static final byte BYTES = 1;
  static final byte LATIN1 = 2;
  static final byte CHOSEN = 3;

  private final @Nullable Codec codec;
  private final long maxItemBytes;
  private final boolean readOnce;
  private final String what;

  /**
   * A way to write items.
   *
   * @param readOnce whether an item that was read is never read again
   * @param what whose items, for errors
   */
  Items(@Nullable Codec codec, long maxItemBytes, boolean readOnce, String what) {
    this.codec = codec;
    this.maxItemBytes = maxItemBytes == 0 ? Integer.MAX_VALUE : maxItemBytes;
    this.readOnce = readOnce;
    this.what = what;
  }

  /**
   * An item as it is to be put. An array of bytes is not copied.
   *
   * @throws NotSendableException if it cannot be written
   * @throws ItemTooLargeException if it is over the limit
   */
  Item write(@Nullable Object value) {
    Item item = written(value);
    if (item.bytes.length > maxItemBytes) {
      throw new ItemTooLargeException(
          "an item of "
              + item.bytes.length
              + " bytes is more than "
              + what
              + " takes: "
              + maxItemBytes
              + "; the rest of it is not affected",
          item.bytes.length,
          maxItemBytes);
    }
    return item;
  }

  private Item written(@Nullable Object value) {
    Codec chosen = codec;
    if (chosen != null) {
      return new Item(CHOSEN, encode(chosen, value));
    }
    if (value instanceof byte[] bytes) {
      return new Item(BYTES, bytes);
    }
    if (value instanceof String string && isLatin1(string)) {
      return new Item(LATIN1, string.getBytes(StandardCharsets.ISO_8859_1));
    }
    Encoder out = new Encoder();
    byte[] bytes = out.putValue(value, "the item").toBytes();
    return Item.withHandles(OBJECT, bytes, out.handles());
  }

  private static boolean isLatin1(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (string.charAt(i) > 255) {
        return false;
      }
    }
    return true;
  }

  private static byte[] encode(Codec codec, @Nullable Object value) {
    try {
      return codec.encode(value);
    } catch (IOException e) {
      throw new NotSendableException(
          "the codec "
              + codec.getClass().getName()
              + " cannot write an item of "
              + nameOf(value)
              + ": "
              + e.getMessage(),
          "the item",
          nameOf(value),
          e);
    }
  }

  private static String nameOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  /**
   * The value of an item that was taken.
   *
   * @throws NotReadableException if it cannot be read here; the item is lost
   */
  @Nullable Object read(Item item) {
    return read(item, true);
  }

  /** An item that is gone, unread or read often enough: its handles are not under way any more. */
  static void drop(Item item) {
    if (item.form == OBJECT) {
      try {
        new Decoder(item.bytes).drop();
      } catch (IOException e) {
        // It is damaged: nobody will ever know.
      }
    }
  }

  /**
   * The value of an item that stays where it is.
   *
   * @throws NotReadableException if it cannot be read here
   */
  @Nullable Object look(Item item) {
    return read(item, false);
  }

  private @Nullable Object read(Item item, boolean taken) {
    try {
      switch (item.form) {
        case BYTES:
          return item.bytes;
        case LATIN1:
          return new String(item.bytes, StandardCharsets.ISO_8859_1);
        case OBJECT:
          Decoder in = new Decoder(item.bytes);
          return taken && readOnce ? in.takeValue() : in.getValue();
        default:
          Codec chosen = codec;
          if (chosen == null) {
            throw new IOException("an item of an unknown form " + item.form);
          }
          return chosen.decode(item.bytes);
      }
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      String why =
          e instanceof ClassNotFoundException
              ? "its class " + e.getMessage() + " is missing in this process"
              : e.toString();
      throw new NotReadableException(
          "an item of "
              + what
              + " cannot be read: "
              + why
              + (taken ? "; the item is lost, the rest goes on" : ""),
          e);
    }
  }
}
