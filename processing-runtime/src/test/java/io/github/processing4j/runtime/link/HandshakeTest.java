package io.github.processing4j.runtime.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the two sides say first. */
class HandshakeTest {
  private static final int MUTATIONS = 100_000;
  private static final long SLOT = 7;

  private final Random random = new Random(3);
  private final byte[] token = bytes();
  private final byte[] parentNonce = bytes();
  private final byte[] childNonce = bytes();

  private byte[] bytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void theTokenIsHeldOverAUnixSocket() {
    byte[] hello = Handshake.helloWithToken(SLOT, token);
    assertEquals(SLOT, Handshake.slotOf(hello, false));
    assertTrue(Handshake.holdsToken(hello, token));
    assertFalse(Handshake.holdsToken(hello, bytes()));
    assertEquals(-1, Handshake.slotOf(hello, true));
  }

  @Test
  void theTokenIsProvenOverTcpAndDoesNotTravel() {
    byte[] hello = Handshake.helloWithProof(SLOT, token, parentNonce, childNonce);
    assertEquals(SLOT, Handshake.slotOf(hello, true));
    assertTrue(Handshake.provesToken(hello, token, parentNonce));
    assertArrayEquals(childNonce, Handshake.childNonce(hello));
    assertEquals(-1, indexOf(hello, token));
    assertEquals(-1, Handshake.slotOf(hello, false));
  }

  @Test
  void aProofIsOfOneTokenOneSlotAndOneChallenge() {
    byte[] hello = Handshake.helloWithProof(SLOT, token, parentNonce, childNonce);
    assertFalse(Handshake.provesToken(hello, bytes(), parentNonce));
    assertFalse(Handshake.provesToken(hello, token, bytes()));
    byte[] ofAnother = hello.clone();
    ByteBuffer.wrap(ofAnother).putLong(4, SLOT + 1);
    assertFalse(Handshake.provesToken(ofAnother, token, parentNonce));
  }

  @Test
  void theParentsProofIsNotTheChilds() {
    byte[] hello = Handshake.helloWithProof(SLOT, token, parentNonce, childNonce);
    byte[] childs = Arrays.copyOfRange(hello, hello.length - 32, hello.length);
    byte[] parents = Handshake.parentProof(SLOT, token, parentNonce, childNonce);
    assertFalse(Arrays.equals(childs, parents));
  }

  /** A mutation that leaves the protocol's number and the slot as they were is refused as well. */
  @Test
  void noMutationIsLetIn() {
    byte[][] seeds = {
      Handshake.helloWithToken(SLOT, token),
      Handshake.helloWithProof(SLOT, token, parentNonce, childNonce)
    };
    for (int i = 0; i < MUTATIONS; i++) {
      boolean tcp = i % 2 == 1;
      byte[] hello = mutated(seeds[i % 2]);
      boolean letIn =
          Handshake.slotOf(hello, tcp) == SLOT
              && (tcp
                  ? Handshake.provesToken(hello, token, parentNonce)
                  : Handshake.holdsToken(hello, token));
      assertFalse(letIn, Arrays.toString(hello));
    }
  }

  private byte[] mutated(byte[] seed) {
    byte[] data = seed.clone();
    if (random.nextInt(4) == 0) {
      data = Arrays.copyOf(data, random.nextInt(2 * seed.length));
    }
    for (int changes = 1 + random.nextInt(3); changes > 0 && data.length > 0; changes--) {
      data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
    }
    // Two changes may undo each other.
    return Arrays.equals(seed, data) ? new byte[0] : data;
  }

  @Test
  void aFrameIsLengthTypeAndBody() {
    assertArrayEquals(new byte[] {0, 0, 0, 3, 9, 1, 2}, Frames.frame((byte) 9, new byte[] {1, 2}));
  }

  private static int indexOf(byte[] in, byte[] part) {
    for (int i = 0; i + part.length <= in.length; i++) {
      if (Arrays.equals(in, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
