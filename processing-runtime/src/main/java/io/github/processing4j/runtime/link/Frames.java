package io.github.processing4j.runtime.link;

/**
 * The frames of a link between a parent and its child.
 *
 * <pre>
 *   int32  length of what follows: 1 + body
 *   int8   type
 *   bytes  body
 * </pre>
 */
public final class Frames {
  /** What the two sides of a link must share, beside the version of the library. */
  public static final int PROTOCOL = 1;

  /** Parent, over TCP alone: its nonce. */
  static final byte CHALLENGE = 1;

  /** Child: protocol, slot, and token; or, over TCP, protocol, slot, nonce and proof. */
  static final byte HELLO = 2;

  /** Parent: it may begin; over TCP with the parent's proof. */
  static final byte WELCOME = 3;

  /** Parent: raise ProcessExit; a number that tells this stop from others. */
  public static final byte STOP = 10;

  /** Parent: raise SIGINT. */
  public static final byte INTERRUPT = 11;

  /** Parent: end now, your ancestors have died. */
  public static final byte ORPHANED = 12;

  /** Parent, to a spare: answer. */
  public static final byte PING = 13;

  /** Child: fraction, message, payload. */
  public static final byte PROGRESS = 20;

  /** Child: the result of its task. */
  public static final byte RESULT = 21;

  /** Spare: it is as warm as it gets. */
  public static final byte READY = 22;

  /** Spare: the answer. */
  public static final byte PONG = 23;

  /** The largest frame before the other side is authenticated. */
  static final int MAX_HANDSHAKE_BYTES = 256;

  /** The largest frame. */
  static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  static final int HEAD_BYTES = 5;

  private Frames() {}

  /** Whether a whole frame makes those of its type that came before it void: STOP and its like. */
  static boolean isCommand(byte[] frame) {
    return frame[4] >= STOP && frame[4] < PROGRESS;
  }

  /** A whole frame. */
  static byte[] frame(byte type, byte[] body) {
    if (body.length > MAX_BYTES - HEAD_BYTES) {
      throw new IllegalArgumentException("a frame of " + body.length + " bytes is too large");
    }
    byte[] frame = new byte[HEAD_BYTES + body.length];
    int length = body.length + 1;
    for (int i = 0; i < 4; i++) {
      frame[i] = (byte) (length >> (24 - 8 * i));
    }
    frame[4] = type;
    System.arraycopy(body, 0, frame, HEAD_BYTES, body.length);
    return frame;
  }
}
