package io.github.processing4j.runtime.codec;

import io.github.processing4j.ProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the handles in what is sent, so that who drops it unread, or cannot read it, knows what
 * is not under way any more.
 *
 * <pre>
 *   int    length of the rest
 *          for each handle: int length, and its text in UTF-8
 * </pre>
 */
final class HandleTable {
  private HandleTable() {}

  static byte[] write(List<SharedRef> refs) {
    List<byte[]> texts = new ArrayList<>();
    int length = 0;
    for (SharedRef ref : refs) {
      byte[] text = ref.text().getBytes(StandardCharsets.UTF_8);
      texts.add(text);
      length += 4 + text.length;
    }
    ByteBuffer table = ByteBuffer.allocate(4 + length).putInt(length);
    for (byte[] text : texts) {
      table.putInt(text.length).put(text);
    }
    return table.array();
  }

  static List<String> read(Decoder in) throws IOException {
    ByteBuffer table = ByteBuffer.wrap(in.getBytes());
    List<String> texts = new ArrayList<>();
    while (table.hasRemaining()) {
      int length = table.remaining() < 4 ? -1 : table.getInt();
      if (length < 0 || length > table.remaining()) {
        throw new IOException("malformed data");
      }
      byte[] text = new byte[length];
      table.get(text);
      texts.add(new String(text, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** The handles with these texts, which have arrived; null for one of what is gone. */
  static @Nullable Object[] take(List<String> texts) {
    Object[] taken = new Object[texts.size()];
    for (int i = 0; i < taken.length; i++) {
      try {
        taken[i] = SharedRefs.handle(texts.get(i), true);
      } catch (ProcessingException e) {
        // Who reads the value is told.
      }
    }
    return taken;
  }

  /** They are not under way any more, for nobody will read them. */
  static void drop(List<String> texts) {
    for (String text : texts) {
      try {
        SharedRefs.arrived(text);
      } catch (ProcessingException e) {
        // What it stands for is gone. Caught here, for the decoder is on the way of a child's
        // start, and
        // a class that it catches would be loaded there.
      }
    }
  }
}
