package io.github.processing4j.runtime.link;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.runtime.session.DaemonThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link server among strangers. After each of them a child is let in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class Strangers {
  private static final long SHORT_MILLIS = 500;
  private static final int WIRE_MUTATIONS = 3_000;

  /** Longer than the path of a socket may be. */
  private static final String LONG_NAME = "l".repeat(120);

  private final boolean tcp;

  private LinkServer server;
  private LinkServer impatient;
  private long lastSlot;
  private List<String> descriptors;
  private List<String> threads;

  Strangers(boolean tcp) {
    this.tcp = tcp;
  }

  @BeforeAll
  void startTheServer(@TempDir Path directory) throws IOException {
    server = open(directory, "l", LinkServer.HANDSHAKE_MILLIS);
    impatient = open(directory, "i", SHORT_MILLIS);
    // Loaded here, for that opens files.
    await().until(() -> true);
  }

  private LinkServer open(Path directory, String name, long handshakeMillis) throws IOException {
    LinkServer opened = LinkServer.open(directory, tcp ? LONG_NAME + name : name, handshakeMillis);
    assertEquals(tcp, opened.isTcp());
    DaemonThreads.start("processing-link", opened);
    return opened;
  }

  @AfterAll
  void endTheServers() {
    server.end();
    impatient.end();
  }

  @BeforeEach
  void count() throws Exception {
    // The first connection makes what the JDK keeps.
    assertChildIsLetIn();
    awaitChildLetInBy(impatient);
    descriptors = Descriptors.open();
    threads = threads();
  }

  @AfterEach
  void assertNothingLeft() throws Exception {
    assertChildIsLetIn();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              List<String> open = Descriptors.open();
              assertTrue(open.size() <= descriptors.size(), () -> open + " after " + descriptors);
              assertEquals(threads, threads());
            });
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("processing-"))
        .sorted()
        .toList();
  }

  private Stranger stranger() throws IOException {
    return new Stranger(server.address());
  }

  private Stranger silentStranger() throws IOException {
    return new Stranger(impatient.address());
  }

  private byte[] validHello(Link link, byte[] challenge) {
    return Frames.frame(
        Frames.HELLO,
        server.isTcp()
            ? Handshake.helloWithProof(
                link.slot(),
                link.token(),
                Arrays.copyOfRange(challenge, 1, challenge.length),
                new byte[Handshake.NONCE_BYTES])
            : Handshake.helloWithToken(link.slot(), link.token()));
  }

  private byte[] challenge(Stranger stranger) throws IOException {
    return server.isTcp() ? stranger.receive() : new byte[1 + Handshake.NONCE_BYTES];
  }

  /** One that knows the token, but may misbehave afterwards. */
  private Stranger insider(Link link) throws IOException {
    Stranger insider = stranger();
    insider.send(validHello(link, challenge(insider)));
    assertEquals(Frames.WELCOME, insider.receive()[0]);
    return insider;
  }

  private ChildLink connect(Link link) throws IOException {
    return connect(server, link);
  }

  private static ChildLink connect(LinkServer to, Link link) throws IOException {
    return ChildLink.connect(to.address().text(), link.slot(), link.token());
  }

  private void assertChildIsLetIn() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    assertIsLetIn(connect(link), link, heard);
  }

  /** A child that was stalled for so short a time is not; the next one is. */
  private void awaitChildLetInBy(LinkServer other) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              HeardLink heard = new HeardLink();
              Link link = other.expect(++lastSlot, heard);
              try {
                assertIsLetIn(connect(other, link), link, heard);
                return true;
              } catch (IOException e) {
                link.expectEnd();
                return false;
              }
            });
  }

  private static void assertIsLetIn(ChildLink child, Link link, HeardLink heard) throws Exception {
    heard.assertNext("connected");
    link.send(Frames.STOP, new byte[8]);
    assertEquals(Frames.STOP, child.readType());
    assertEquals(8, child.readBody().length);
    child.send(Frames.RESULT, new byte[5]);
    heard.assertNext("frame 21 of 5");
    child.close();
    heard.assertNext("closed");
    heard.assertNothingMore();
  }

  @Test
  void whoSaysNothingIsDropped() throws Exception {
    // Its time begins when it is accepted, which may be before the call that connects returns.
    long start = System.nanoTime();
    try (Stranger stranger = silentStranger()) {
      stranger.awaitDropped();
      long millis = NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis >= SHORT_MILLIS - 1, "dropped after " + millis + " ms");
    }
    awaitChildLetInBy(impatient);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 20})
  void whoSaysAPartIsDropped(int bytes) throws Exception {
    Link link = impatient.expect(++lastSlot, new HeardLink());
    try (Stranger stranger = silentStranger()) {
      byte[] hello = validHello(link, challenge(stranger));
      try {
        stranger.send(Arrays.copyOf(hello, bytes));
      } catch (IOException e) {
        // Dropped before it said anything.
      }
      stranger.awaitDropped();
    }
    link.expectEnd();
    awaitChildLetInBy(impatient);
  }

  @Test
  void whoSpeaksTooSlowlyIsDropped() throws Exception {
    Link link = impatient.expect(++lastSlot, new HeardLink());
    try (Stranger stranger = silentStranger()) {
      stranger.drip(validHello(link, challenge(stranger)), SHORT_MILLIS / 20);
    }
    link.expectEnd();
    awaitChildLetInBy(impatient);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 257, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aLengthThatCannotBeIsDroppedAtOnce(int length) throws Exception {
    try (Stranger stranger = stranger()) {
      challenge(stranger);
      stranger.send(ByteBuffer.allocate(4).putInt(length).array());
      stranger.awaitDropped();
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, Frames.CHALLENGE, Frames.WELCOME, Frames.STOP, Frames.RESULT, -1})
  void aFrameThatIsNoHelloIsDropped(byte type) throws Exception {
    try (Stranger stranger = stranger()) {
      stranger.send(Frames.frame(type, new byte[44])).awaitDropped();
    }
  }

  @Test
  void aTokenOfNobodyIsDropped() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    assertRefused(link.slot(), new byte[Handshake.TOKEN_BYTES]);
    assertRefused(link.slot() + 1000, link.token());
    assertRefused(-1, link.token());
    heard.assertNothingMore();
    connect(link).close();
    heard.assertNext("connected");
    heard.assertNext("closed");
  }

  @Test
  void aTokenOfAnotherSlotIsDropped() throws Exception {
    HeardLink heard = new HeardLink();
    Link one = server.expect(++lastSlot, heard);
    Link other = server.expect(++lastSlot, heard);
    assertRefused(one.slot(), other.token());
    assertRefused(other.slot(), one.token());
    heard.assertNothingMore();
    one.expectEnd();
    other.expectEnd();
  }

  @Test
  void aTokenServesOnce() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger first = insider(link)) {
      assertRefused(link.slot(), link.token());
      first.send(Frames.frame(Frames.PROGRESS, new byte[3]));
      heard.assertNext("connected");
      heard.assertNext("frame 20 of 3");
    }
    heard.assertNext("closed");
  }

  private void assertRefused(long slot, byte[] token) {
    assertThrows(
        IOException.class, () -> ChildLink.connect(server.address().text(), slot, token).close());
  }

  @Test
  void whatOneSaidBeforeIsNotTakenFromAnother() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger first = stranger();
        Stranger second = stranger()) {
      byte[] hello = validHello(link, challenge(first));
      challenge(second);
      second.send(hello);
      if (server.isTcp()) {
        second.awaitDropped();
        first.send(hello);
        assertEquals(Frames.WELCOME, first.receive()[0]);
      } else {
        // There the token itself is what is said.
        assertEquals(Frames.WELCOME, second.receive()[0]);
      }
      heard.assertNext("connected");
    }
    heard.assertNext("closed");
  }

  @Test
  void mutationsOfAHelloAreDropped() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    Random random = new Random(4);
    for (int i = 0; i < WIRE_MUTATIONS; i++) {
      try (Stranger stranger = stranger()) {
        byte[] hello = validHello(link, challenge(stranger));
        // Not in the length alone: to wait for the rest is right then.
        hello[4 + random.nextInt(hello.length - 4)] ^= (byte) (1 << random.nextInt(8));
        stranger.send(hello).awaitDropped();
      }
    }
    heard.assertNothingMore();
    link.expectEnd();
    heard.assertNext("closed");
  }

  @Test
  void garbageIsDropped() throws Exception {
    Random random = new Random(5);
    byte[] garbage = new byte[4096];
    for (int i = 0; i < 200; i++) {
      random.nextBytes(garbage);
      // A length that is refused.
      garbage[0] |= 1;
      try (Stranger stranger = stranger()) {
        try {
          stranger.send(garbage);
        } catch (IOException e) {
          // Dropped before all was said.
        }
        stranger.awaitDropped();
      }
    }
  }

  @Test
  void aThousandSilentOnesDoNotKeepAChildOut() throws Exception {
    List<Stranger> all = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        all.add(stranger());
        if (i % 250 == 200) {
          assertChildIsLetIn();
        }
      }
      assertChildIsLetIn();
    } finally {
      for (Stranger stranger : all) {
        stranger.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 30, 1000})
  void whoLeavesDuringTheHandshakeLeavesNothing(int bytes) throws Exception {
    for (int i = 0; i < 20; i++) {
      HeardLink heard = new HeardLink();
      Link link = server.expect(++lastSlot, heard);
      try (Stranger stranger = stranger()) {
        byte[] hello = validHello(link, challenge(stranger));
        stranger.send(Arrays.copyOf(hello, Math.min(bytes, hello.length)));
      }
      if (bytes >= 1000) {
        heard.assertNext("connected");
      } else {
        link.expectEnd();
      }
      heard.assertNext("closed");
      heard.assertNothingMore();
    }
  }

  @Test
  void anInsidersUnknownFramesAreItsListenersMatter() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger insider = insider(link)) {
      heard.assertNext("connected");
      insider.send(Frames.frame((byte) 99, new byte[7]));
      heard.assertNext("frame 99 of 7");
      insider.send(Frames.frame(Frames.HELLO, new byte[0]));
      heard.assertNext("frame 2 of 0");
    }
    heard.assertNext("closed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anInsidersImpossibleLengthEndsItsLink(int length) throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger insider = insider(link)) {
      heard.assertNext("connected");
      insider.send(ByteBuffer.allocate(8).putInt(length).array()).awaitDropped();
    }
    heard.assertNext("closed");
    heard.assertNothingMore();
  }

  @Test
  void anInsiderThatDiesWithinAFrameEndsItsLink() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger insider = insider(link)) {
      heard.assertNext("connected");
      insider.send(ByteBuffer.allocate(1000).putInt(1 << 30).array());
    }
    heard.assertNext("closed");
    heard.assertNothingMore();
  }

  @Test
  void whatAnEndedChildSaidIsStillHeard() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger insider = insider(link)) {
      insider.send(Frames.frame(Frames.RESULT, new byte[9]));
    }
    link.expectEnd();
    heard.assertNext("connected");
    heard.assertNext("frame 21 of 9");
    heard.assertNext("closed");
    heard.assertNothingMore();
  }

  /** As a suspended child: what it does not read does not pile up. */
  @Test
  void aMillionStopsOfOneThatDoesNotReadAreFew() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    try (Stranger insider = insider(link)) {
      stopAMillionTimes(link);
      int frames = 0;
      long number = 0;
      while (number < 1_000_000) {
        byte[] frame = insider.receive();
        assertEquals(Frames.STOP, frame[0]);
        long next = ByteBuffer.wrap(frame).getLong(1);
        assertTrue(next > number, next + " after " + number);
        number = next;
        frames++;
      }
      assertTrue(frames < 500_000, frames + " frames");
    }
    heard.assertNext("connected");
    heard.assertNext("closed");
  }

  @Test
  void aMillionStopsOfOneThatIsNotThereYetAreOne() throws Exception {
    HeardLink heard = new HeardLink();
    Link link = server.expect(++lastSlot, heard);
    stopAMillionTimes(link);
    link.send(Frames.INTERRUPT, new byte[0]);
    try (Stranger insider = insider(link)) {
      assertEquals(1_000_000, ByteBuffer.wrap(insider.receive()).getLong(1));
      assertEquals(Frames.INTERRUPT, insider.receive()[0]);
    }
    heard.assertNext("connected");
    heard.assertNext("closed");
  }

  private void stopAMillionTimes(Link link) throws InterruptedException {
    for (long i = 1; i <= 1_000_000; i++) {
      link.send(Frames.STOP, ByteBuffer.allocate(8).putLong(i).array());
    }
    CountDownLatch done = new CountDownLatch(1);
    server.execute(done::countDown);
    done.await();
  }

  @Test
  void aListenerThatFailsEndsItsLinkAlone() throws Exception {
    HeardLink heard = new HeardLink();
    Link link =
        server.expect(
            ++lastSlot,
            new LinkListener() {
              @Override
              public void connected() {
                heard.connected();
              }

              @Override
              public void received(byte type, byte[] body) {
                throw new StackOverflowError();
              }

              @Override
              public void closed() {
                heard.closed();
              }
            });
    try (Stranger insider = insider(link)) {
      insider.send(Frames.frame(Frames.RESULT, new byte[1])).awaitDropped();
    }
    heard.assertNext("connected");
    heard.assertNext("closed");
  }
}
