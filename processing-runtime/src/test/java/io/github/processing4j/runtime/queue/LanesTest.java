package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of lanes, whatever their owners were doing when they died. */
@Timeout(60)
class LanesTest {
  /** The slot of a process that is dead: no session has so many. */
  private static final long DEAD = 99_999;

  private static final int KILOBYTE = 1000;

  /** Where the table of lanes is. */
  private static final int TABLE = 64;

  private static final long MAKING = 1L << 57;

  private Set<Path> before;
  private SharedObject object;
  private Lanes lanes;

  @BeforeEach
  void open() throws IOException {
    object = LaneHandle.create(Kind.QUEUE);
    object.enter(0);
    before = segments();
    lanes = lanes(false);
  }

  @AfterEach
  void close() throws IOException {
    lanes.delete();
    assertEquals(Set.of(), made());
    object.leave(0);
  }

  /** As another process has them. */
  private Lanes lanes(boolean claims) {
    return new Lanes(object, object.body(), claims);
  }

  private static Set<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(Session.current().directory())) {
      return files
          .filter(file -> file.toString().endsWith(".seg"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Set<Path> made() throws IOException {
    Set<Path> made = segments();
    made.removeAll(before);
    return made;
  }

  private long madeBytes() throws IOException {
    long bytes = 0;
    for (Path file : made()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static void put(LaneWriter writer, int items, int bytes) {
    for (int i = 0; i < items; i++) {
      writer.append(Items.BYTES, new byte[bytes], 0, bytes);
      writer.publish();
    }
  }

  private static void take(LaneReader reader, int items) {
    for (int i = 0; i < items; i++) {
      assertNotNull(reader.next(true), "item");
    }
  }

  /** Its owner was killed. */
  private void kill(Lane lane) {
    assertTrue(lane.changeOwner(object.session().slot(), DEAD));
  }

  /** A segment that somebody was making who was killed. */
  private Path half(long id) throws IOException {
    Path file = Session.current().directory().resolve(Segment.nameOf(session(), id, false).file());
    return Files.write(file, new byte[10]);
  }

  private Session session() {
    return object.session();
  }

  private Set<Path> named(Lane lane) {
    Set<Path> files = new TreeSet<>();
    for (int i = 0; i < Lane.MAX_CHUNKS; i++) {
      long word = lane.chunkWord(i);
      if (word != 0) {
        String file = Segment.nameOf(session(), word, false).file();
        assertTrue(files.add(session().directory().resolve(file)), "entered twice");
      }
    }
    files.add(session().directory().resolve(Segment.nameOf(session(), lane.word(), false).file()));
    return files;
  }

  @Test
  void whoTakesALaneOverDeletesWhatReadersHaveLeft() throws Exception {
    LaneWriter writer = lanes.claim();
    Lane lane = writer.lane();
    put(writer, 5 * KILOBYTE, KILOBYTE);
    // The reader of a process that does nothing about it.
    take(new LaneReader(lane), 5 * KILOBYTE - 1);
    assertTrue(made().size() > 5);
    kill(lane);
    LaneWriter next = lanes(false).claim();
    assertEquals(2, made().size());
    assertEquals(made(), named(lane));
    put(next, 3, KILOBYTE);
    take(new LaneReader(lane), 4);
  }

  @Test
  void itKeepsWhatWaits() throws Exception {
    LaneWriter writer = lanes.claim();
    Lane lane = writer.lane();
    put(writer, KILOBYTE, KILOBYTE);
    LaneReader reader = new LaneReader(lane);
    take(reader, KILOBYTE / 2);
    put(writer, KILOBYTE, KILOBYTE);
    kill(lane);
    put(lanes(false).claim(), KILOBYTE, KILOBYTE);
    assertEquals(made(), named(lane));
    take(reader, KILOBYTE / 2 + 2 * KILOBYTE);
    assertNull(reader.next(true));
  }

  @Test
  void readersDeleteWhatNobodyWritesAnyMore() throws Exception {
    LaneQueue queue = new LaneQueue(object, object.body(), 0, 0, 0, false);
    LaneWriter writer = lanes.claim();
    put(writer, 5 * KILOBYTE, KILOBYTE);
    kill(writer.lane());
    for (int i = 0; i < 5 * KILOBYTE; i++) {
      assertNotNull(queue.poll());
    }
    assertNull(queue.poll());
    assertEquals(2, made().size());
    assertEquals(0, writer.lane().owner());
    assertTrue(queue.offer(Items.BYTES, new byte[1], 0, 1));
    assertEquals(1, lanes.count());
  }

  @Test
  @DisplayName("one who was killed as it tidied up is as dead as one who wrote")
  void killedAsItTidiedUp() {
    Lane lane = lanes.claim().lane();
    kill(lane);
    assertTrue(lane.changeOwner(DEAD, DEAD | Lane.TIDYING));
    assertEquals(lane.word(), lanes(false).claim().lane().word());
    // Nobody writes while this process tidies up, nor does its own next writer.
    long us = session().slot();
    assertTrue(lane.changeOwner(us, us | Lane.TIDYING));
    assertNotEquals(lane.word(), lanes(false).claim().lane().word());
    lanes.tidy(lane);
    assertEquals(us | Lane.TIDYING, lane.owner());
  }

  @Test
  void whatWasBeingMadeGoesWithItsMaker() throws Exception {
    // A chunk.
    LaneWriter writer = lanes.claim();
    Lane lane = writer.lane();
    put(writer, 10, KILOBYTE);
    long id = Segment.newId(session());
    lane.enter(1, id, 0);
    Path chunk = half(id);
    kill(lane);
    LaneWriter next = lanes(false).claim();
    assertFalse(Files.exists(chunk));
    put(next, KILOBYTE, KILOBYTE);
    take(new LaneReader(lane), KILOBYTE + 10);
    // A lane: the next, for the first is ours.
    long dead = DEAD << 32 | 1;
    Words.setVolatile(object.memory(), object.body() + TABLE + 8, dead | MAKING);
    Words.setIntVolatile(object.memory(), object.body(), 2);
    Path control = half(dead);
    assertNull(lanes.get(1));
    LaneQueue queue = new LaneQueue(object, object.body(), 0, 5, 0, false);
    assertEquals(0, queue.size());
    assertTrue(lane.changeOwner(session().slot(), 0));
    lane.changeOwner(0, session().slot() | Lane.TIDYING);
    assertNotEquals(lane.word(), lanes(false).claim().lane().word());
    assertFalse(Files.exists(control));
    assertNotNull(lanes.get(1));
    assertEquals(2, lanes.count());
  }

  @Test
  void aFirstChunkThatIsNotWholeIsMadeAgain() throws Exception {
    Lane lane = Lane.create(session(), Segment.newId(session()), object.id(), false);
    long id = Segment.newId(session());
    lane.enter(0, id, 0);
    Path chunk = half(id);
    LaneGauge gauge = new LaneGauge(lane);
    assertEquals(0, gauge.count());
    assertEquals(0, gauge.bytes());
    assertNull(new LaneReader(lane).next(true));
    put(new LaneWriter(lane), 1, KILOBYTE);
    assertFalse(Files.exists(chunk));
    assertEquals(1, gauge.count());
    lane.delete();
  }

  @Test
  @DisplayName(
      "what there is of a lane is in its directory, also after many more chunks than it has")
  void theDirectoryNamesAll() throws Exception {
    LaneWriter writer = lanes.claim();
    Lane lane = writer.lane();
    LaneReader reader = new LaneReader(lane);
    Random random = new Random(5);
    // Behind, a little, and then no more.
    put(writer, 20, 20 * KILOBYTE);
    take(reader, 20);
    while (Lane.ordinal(lane.tail()) < Lane.MAX_CHUNKS + 100) {
      put(writer, 1, random.nextInt(random.nextInt(20) == 0 ? 200 * KILOBYTE : 50 * KILOBYTE));
      take(reader, 1);
    }
    assertEquals(made(), named(lane));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void chunksStaySmallWhileReadersKeepUp(boolean claims) throws Exception {
    lanes = lanes(claims);
    LaneWriter writer = lanes.claim();
    LaneReader reader = new LaneReader(writer.lane());
    ClaimScan scan = new ClaimScan(writer.lane(), object);
    for (int i = 0; i < 64 * KILOBYTE; i++) {
      put(writer, 1, KILOBYTE);
      Item item = reader.next(true);
      assertNotNull(item);
      if (item.claim != null) {
        item.claim.done();
        scan.advance();
      }
    }
    assertTrue(madeBytes() <= (claims ? 4 << 20 : 1 << 20), () -> "a large chunk");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000})
  void aDrainedQueueGivesItsMemoryBack(int maxItems) throws Exception {
    LaneQueue queue = new LaneQueue(object, object.body(), 0, maxItems, 0, false);
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 100; i++) {
      queue.offer(Items.BYTES, megabyte, 0, megabyte.length);
    }
    assertTrue(madeBytes() > 100 << 20);
    for (int i = 0; i < 100; i++) {
      assertNotNull(queue.poll());
    }
    for (int i = 0; i < 16; i++) {
      queue.offer(Items.BYTES, megabyte, 0, 1);
    }
    // The chunk at hand, and two that are kept to be used again.
    assertTrue(madeBytes() < 50 << 20, () -> "more than three chunks");
  }

  @Test
  void anItemThatNoLaneCanHoldIsRefused() {
    Lane.requireFits(Lane.MAX_ITEM_BYTES);
    Lane lane = lanes.claim().lane();
    assertTrue(lane.recordBytes(Lane.MAX_ITEM_BYTES + 1) > 0);
    ItemTooLargeException e =
        assertThrows(ItemTooLargeException.class, () -> Lane.requireFits(Integer.MAX_VALUE - 16));
    assertEquals(Integer.MAX_VALUE - 16, e.sizeBytes());
    assertEquals(Lane.MAX_ITEM_BYTES, e.limitBytes());
  }
}
