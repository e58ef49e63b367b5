package io.github.processing4j.runtime.queue;

import org.jspecify.annotations.Nullable;

/** An item as it lies in a lane: how it is written, and its bytes. */
final class Item {
  private static final Item[] EMPTY = new Item[256];

  static {
    byte[] nothing = {};
    for (int form = 0; form < EMPTY.length; form++) {
      EMPTY[form] = new Item((byte) form, nothing);
    }
  }

  final byte form;
  final byte[] bytes;

  /** Which record it is, if that is claimed until it is done. */
  final @Nullable Claim claim;

  Item(byte form, byte[] bytes) {
    this(form, bytes, null);
  }

  Item(byte form, byte[] bytes, @Nullable Claim claim) {
    this.form = form;
    this.bytes = bytes;
    this.claim = claim;
  }

  /** One without bytes: always the same, so that to take it allocates nothing. */
  static Item empty(byte form) {
    return EMPTY[form & 0xff];
  }
}
