package io.github.processing4j.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connections;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a ring reaches, where several JVMs wait at one bell. */
@Timeout(60)
class BellTest {
  private static final long LONG_NANOS = 30_000_000_000L;
  private static final long SHORT_NANOS = 2_000_000;

  private SharedObject object;
  private Bell bell;
  private BellWords words;
  private int self;
  private OtherJvm other;

  @BeforeEach
  void make() throws IOException {
    object = SharedObject.create(Kind.EVENT, 1, 64);
    bell = object.bell(0);
    words = new BellWords(object.memory(), object.body() - Bell.BYTES);
    object.enter(0);
    self = object.self();
    other = new OtherJvm(object);
  }

  @AfterEach
  void end() throws IOException {
    other.close();
    object.leave(0);
    object.name().delete(object.session());
  }

  private void otherWaits() {
    words.set(BellWords.WAITS, other.member());
  }

  /** Waits until it has been announced that this JVM waits; then does a deed, and ends the wait or not. */
  private abstract class Announced implements Ready {
    private boolean announced;

    @Override
    public boolean isReady() {
      if (announced || !words.clear(BellWords.WAITS, self)) {
        return false;
      }
      words.set(BellWords.WAITS, self);
      announced = true;
      return look();
    }

    abstract boolean look();
  }

  @Test
  void nobodyIsRungWhereNobodyWaits() throws Exception {
    bell.ringOne();
    bell.ringAll();
    assertEquals(0, words.hint());
    assertEquals(0, other.rings());
  }

  @Test
  @DisplayName("one who watches is told of a ring beside one who waits, not in its place")
  void watchersTakeNoRing() throws Exception {
    AtomicInteger told = new AtomicInteger();
    Watch watch = bell.watch(told::incrementAndGet);
    watch.renew();
    otherWaits();
    bell.ringOne();
    assertEquals(1, told.get());
    assertEquals(1, other.rings());

    bell.ringOne();
    assertEquals(1, told.get(), "before it is renewed");
    watch.renew();
    words.set(BellWords.WATCHES, other.member());
    bell.ringOne();
    assertEquals(2, told.get());
    assertEquals(1, other.rings());

    watch.renew();
    watch.end();
    watch.end();
    assertFalse(words.clear(BellWords.WATCHES, self));
    bell.ringAll();
    assertEquals(2, told.get());
    assertFalse(Doorbell.BELLS.containsValue(bell));
  }

  @Test
  @DisplayName("a ring that comes as the last thread leaves is passed on to the next JVM")
  void aRingForOneWhoLeavesIsPassedOn() throws Exception {
    for (boolean ready : new boolean[] {true, false}) {
      Ready leaves =
          new Announced() {
            @Override
            boolean look() {
              otherWaits();
              // As another JVM would that rings this one, and not the other.
              assertTrue(words.clear(BellWords.WAITS, self));
              long start = System.nanoTime();
              while (!ready && System.nanoTime() - start < SHORT_NANOS) {
                Thread.onSpinWait();
              }
              return ready;
            }
          };
      assertEquals(ready, bell.await(leaves, ready ? LONG_NANOS : SHORT_NANOS, true));
      assertEquals(1, other.rings());
      assertFalse(words.clear(BellWords.WAITS, other.member()));
    }
    Ready interrupted =
        new Announced() {
          @Override
          boolean look() {
            otherWaits();
            assertTrue(words.clear(BellWords.WAITS, self));
            Thread.currentThread().interrupt();
            return false;
          }
        };
    assertThrows(InterruptedException.class, () -> bell.await(interrupted, LONG_NANOS, true));
    assertEquals(1, other.rings());
  }

  @Test
  @DisplayName(
      "the last thread that leaves takes the bit of its JVM with it; nobody is rung for it")
  void nobodyRingsWhereNobodyWaitsAnyMore() throws Exception {
    Ready leaves =
        new Announced() {
          @Override
          boolean look() {
            otherWaits();
            return true;
          }
        };
    assertTrue(bell.await(leaves, LONG_NANOS, true));
    assertEquals(0, other.rings());
    bell.ringOne();
    assertEquals(1, other.rings());
    assertFalse(Doorbell.BELLS.containsValue(bell));
  }

  @Test
  void jvmsAreRungInTurns() throws Exception {
    try (OtherJvm third = new OtherJvm(object)) {
      for (int i = 0; i < 3; i++) {
        for (OtherJvm one : List.of(other, third)) {
          words.set(BellWords.WAITS, one.member());
        }
        bell.ringOne();
        int first = other.rings();
        assertEquals(1, first + third.rings());
        for (OtherJvm one : List.of(other, third)) {
          words.set(BellWords.WAITS, one.member());
        }
        bell.ringOne();
        assertEquals(1 - first, other.rings());
        assertEquals(first, third.rings());
      }
    }
  }

  @Test
  void oneThatIsGoneIsPassedOver() throws Exception {
    OtherJvm gone = new OtherJvm(object);
    gone.close();
    otherWaits();
    words.set(BellWords.WAITS, gone.member());
    bell.ringOne();
    bell.ringOne();
    assertEquals(1, other.rings());
  }

  @Test
  void bitsOfAllMembersAreFoundOnce() {
    List<Integer> members = List.of(0, 1, 63, 64, 127, 128, 300, 511);
    for (int from : new int[] {0, 1, 63, 64, 65, 300, 301, 511}) {
      for (int member : members) {
        words.set(BellWords.WAITS, member);
      }
      List<Integer> found = new ArrayList<>();
      for (int next = words.next(BellWords.WAITS, from);
          next >= 0;
          next = words.next(BellWords.WAITS, from)) {
        found.add(next);
      }
      List<Integer> expected = new ArrayList<>(members);
      while (expected.get(0) < from) {
        expected.add(expected.remove(0));
      }
      assertEquals(expected, found, "from " + from);
      assertFalse(words.endHint(BellWords.WAITS));
    }
    words.set(BellWords.WATCHES, 77);
    assertFalse(words.endHint(BellWords.WAITS));
    assertTrue(words.endHint(BellWords.WATCHES));
    assertTrue(words.clear(BellWords.WATCHES, 77));
  }

  @Test
  @DisplayName("a watch of what is closed meanwhile is ended")
  void watchesEndWithTheWait() throws Exception {
    Set<Bell> before = Set.copyOf(Doorbell.BELLS.values());
    Queue<String> queue = Processing.queue();
    Call wait = Call.of(() -> Connections.wait(List.of(queue), null)).awaitBlocked();
    queue.close();
    wait.thrown(ClosedHandleException.class);
    Pipe pipe = Processing.pipe();
    Call receive = Call.of(() -> Connections.wait(List.of(pipe.first()), null)).awaitBlocked();
    pipe.first().close();
    assertEquals(List.of(pipe.first()), receive.result());
    pipe.close();
    assertEquals(before, Set.copyOf(Doorbell.BELLS.values()));
  }
}
