package io.github.processing4j.runtime.link;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the two sides of a link say first.
 *
 * <p>Over a Unix socket, whose directory belongs to the owner alone, the child says its token. Over
 * TCP the token never travels: each side proves with HMAC-SHA256 over both nonces that it knows it,
 * the child first, with a different prefix, so that no answer can be played back.
 */
final class Handshake {
  static final int TOKEN_BYTES = 32;
  static final int NONCE_BYTES = 32;

  private static final int PROOF_BYTES = 32;
  private static final byte CHILD = 'C';
  private static final byte PARENT = 'P';

  private Handshake() {}

  /** Body of HELLO over a Unix socket. */
  static byte[] helloWithToken(long slot, byte[] token) {
    return ByteBuffer.allocate(12 + TOKEN_BYTES)
        .putInt(Frames.PROTOCOL)
        .putLong(slot)
        .put(token)
        .array();
  }

  /** Body of HELLO over TCP. */
  static byte[] helloWithProof(long slot, byte[] token, byte[] parentNonce, byte[] childNonce) {
    return ByteBuffer.allocate(12 + NONCE_BYTES + PROOF_BYTES)
        .putInt(Frames.PROTOCOL)
        .putLong(slot)
        .put(childNonce)
        .put(proof(CHILD, token, slot, parentNonce, childNonce))
        .array();
  }

  /** The slot that a HELLO speaks of, or -1 if it is none that we understand. */
  static long slotOf(byte[] hello, boolean tcp) {
    int expected = tcp ? 12 + NONCE_BYTES + PROOF_BYTES : 12 + TOKEN_BYTES;
    if (hello.length != expected || ByteBuffer.wrap(hello).getInt() != Frames.PROTOCOL) {
      return -1;
    }
    return ByteBuffer.wrap(hello).getLong(4);
  }

  /** Whether a HELLO over a Unix socket holds the token. */
  static boolean holdsToken(byte[] hello, byte[] token) {
    return MessageDigest.isEqual(slice(hello, 12, TOKEN_BYTES), token);
  }

  /** Whether a HELLO over TCP proves the token. */
  static boolean provesToken(byte[] hello, byte[] token, byte[] parentNonce) {
    byte[] childNonce = childNonce(hello);
    long slot = ByteBuffer.wrap(hello).getLong(4);
    return MessageDigest.isEqual(
        slice(hello, 12 + NONCE_BYTES, PROOF_BYTES),
        proof(CHILD, token, slot, parentNonce, childNonce));
  }

  /** The nonce in a HELLO over TCP. */
  static byte[] childNonce(byte[] hello) {
    return slice(hello, 12, NONCE_BYTES);
  }

  /** Body of WELCOME over TCP. */
  static byte[] parentProof(long slot, byte[] token, byte[] parentNonce, byte[] childNonce) {
    return proof(PARENT, token, slot, parentNonce, childNonce);
  }

  private static byte[] proof(
      byte side, byte[] token, long slot, byte[] parentNonce, byte[] childNonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token, "HmacSHA256"));
      mac.update(side);
      mac.update(ByteBuffer.allocate(8).putLong(slot).array());
      mac.update(parentNonce);
      return mac.doFinal(childNonce);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM lacks HmacSHA256", e);
    }
  }

  private static byte[] slice(byte[] from, int offset, int length) {
    byte[] slice = new byte[length];
    System.arraycopy(from, offset, slice, 0, length);
    return slice;
  }
}
