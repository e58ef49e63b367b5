package io.github.processing4j.udp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages, taken or not. One thread writes; any number read, and wait for nobody.
 *
 * <p>The slot of a message is its sequence modulo the number of slots. A reader goes from the newest
 * to the oldest, and stops at a slot that holds another message than it should: the writer has
 * overtaken it there, and what is older is gone too.
 */
final class History {
  private static final Rows NONE = new Rows(0, 0, List.of());

  private final int length;
  private final AtomicReferenceArray<@Nullable UdpMessage> slots;
  private volatile long newest;
  private volatile long cleared;
  private volatile Rows rows = NONE;

  /** For so many messages; 0 keeps none. */
  History(int length) {
    this.length = length;
    this.slots = new AtomicReferenceArray<>(length);
  }

  /** Adds the next message. For the writer alone. */
  void add(UdpMessage message) {
    if (length > 0) {
      slots.set((int) (message.sequence() % length), message);
    }
    newest = message.sequence();
  }

  /** Forgets what was added before. */
  void clear() {
    cleared = newest;
    for (int i = 0; i < length; i++) {
      UdpMessage message = slots.get(i);
      if (message != null && message.sequence() <= cleared) {
        slots.compareAndSet(i, message, null);
      }
    }
    rows = NONE;
  }

  /** Oldest first; the same list as long as there is nothing new. */
  List<UdpMessage> rows() {
    Rows known = rows;
    long last = newest;
    long first = Math.max(cleared, last - length) + 1;
    if (known.first != first || known.last != last) {
      known = new Rows(first, last, read(first, last));
      rows = known;
    }
    return known.messages;
  }

  private List<UdpMessage> read(long first, long last) {
    List<UdpMessage> read = new ArrayList<>();
    for (long each = last; each >= first; each--) {
      UdpMessage message = slots.get((int) (each % length));
      if (message == null || message.sequence() != each) {
        break;
      }
      read.add(message);
    }
    Collections.reverse(read);
    return Collections.unmodifiableList(read);
  }

  /** What was read, and of which sequences. */
  private record Rows(long first, long last, List<UdpMessage> messages) {}
}
