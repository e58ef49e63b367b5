package io.github.processing4j.udp;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait to be polled: a ring with one writer, the reader thread, and any number of
 * takers. Nobody waits for anybody; a full ring drops its oldest.
 *
 * <pre>
 *   slots   . . . a b c d . . .      head: the next to take     tail: the next to write
 *                 ^       ^          both only grow; slot of n is n modulo the number of slots
 *               head     tail
 * </pre>
 *
 * A taker reads the slot at head, and owns what it read if it can then move head on by one. The writer
 * makes room by taking itself. So the slot of head is not written again before head has moved, and
 * whoever moves it has read what belongs there.
 */
final class MessageRing {
  private final AtomicReferenceArray<@Nullable UdpMessage> slots;
  private final int mask;
  private final int maxMessages;
  private final long maxBytes;
  private final AtomicLong head = new AtomicLong();
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Bounds of 1 message and {@link Datagrams#MAX_BYTES} or more. */
  MessageRing(int maxMessages, long maxBytes) {
    int length = maxMessages == 1 ? 1 : Integer.highestOneBit(maxMessages - 1) << 1;
    this.slots = new AtomicReferenceArray<>(length);
    this.mask = length - 1;
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a message, and drops the oldest as long as there is no room. For the writer alone.
   *
   * @return how many were dropped
   */
  int put(UdpMessage message) {
    long at = tail.get();
    int dropped = 0;
    while (isFull(at, message.size()) && take(at) != null) {
      dropped++;
    }
    bytes.addAndGet(message.size());
    slots.set((int) at & mask, message);
    tail.set(at + 1);
    return dropped;
  }

  /** Takes the oldest, or answers null if there is none. */
  @Nullable UdpMessage take() {
    return take(tail.get());
  }

  /** Takes the oldest, if it was there when {@link #end()} answered this. */
  @Nullable UdpMessage take(long end) {
    while (true) {
      long at = head.get();
      if (at >= end) {
        return null;
      }
      int slot = (int) at & mask;
      UdpMessage message = slots.get(slot);
      if (head.compareAndSet(at, at + 1)) {
        UdpMessage taken = Objects.requireNonNull(message);
        // So that it can be collected; unless the writer came round and wrote another one.
        slots.compareAndSet(slot, taken, null);
        bytes.addAndGet(-taken.size());
        return taken;
      }
    }
  }

  /** The end of what waits now, for {@link #take(long)}. */
  long end() {
    return tail.get();
  }

  /** How many wait. */
  int size() {
    long taken = head.get(); // first, so that it is not more than what was put
    return (int) Math.min(maxMessages, tail.get() - taken);
  }

  private boolean isFull(long at, int more) {
    return at - head.get() >= maxMessages || bytes.get() + more > maxBytes;
  }
}
