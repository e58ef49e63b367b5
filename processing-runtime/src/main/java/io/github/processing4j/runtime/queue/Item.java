package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.codec.SharedRefs;
import org.jspecify.annotations.Nullable;

/** An item as it lies in a lane: how it is written, and its bytes. */
public final class Item {
  private static final Item[] EMPTY = new Item[256];

  static {
    byte[] nothing = {};
    for (int form = 0; form < EMPTY.length; form++) {
      EMPTY[form] = new Item((byte) form, nothing);
    }
  }

  /** How it is written: its user's own number. */
  public final byte form;

  /** What is written; not copied. */
  public final byte[] bytes;

  /** Which record it is, if that is claimed until it is done. */
  final @Nullable Claim claim;

  /** The handles in one that is to be put. */
  private final @Nullable SharedRefs handles;

  Item(byte form, byte[] bytes) {
    this(form, bytes, null, null);
  }

  private Item(byte form, byte[] bytes, @Nullable Claim claim, @Nullable SharedRefs handles) {
    this.form = form;
    this.bytes = bytes;
    this.claim = claim;
    this.handles = handles;
  }

  static Item claimed(byte form, byte[] bytes, @Nullable Claim claim) {
    return new Item(form, bytes, claim, null);
  }

  static Item withHandles(byte form, byte[] bytes, @Nullable SharedRefs handles) {
    return new Item(form, bytes, null, handles);
  }

  /** Whether there are handles in it. */
  boolean carries() {
    return handles != null;
  }

  /** It is about to be put: its handles count as under way. */
  void depart() {
    SharedRefs under = handles;
    if (under != null) {
      under.depart();
    }
  }

  /** It was not put: its handles go nowhere. */
  void recall() {
    SharedRefs under = handles;
    if (under != null) {
      under.recall();
    }
  }

  /** One without bytes: always the same, so that to take it allocates nothing. */
  static Item empty(byte form) {
    return EMPTY[form & 0xff];
  }
}
