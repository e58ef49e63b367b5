package io.github.processing4j.runtime.link;

/** Hears of one link, on the link thread, which it must not block. */
public interface LinkListener {

  /** The child is there and authenticated. */
  void connected();

  /** A frame came. */
  void received(byte type, byte[] body);

  /** The link is gone; nothing more comes. */
  void closed();
}
