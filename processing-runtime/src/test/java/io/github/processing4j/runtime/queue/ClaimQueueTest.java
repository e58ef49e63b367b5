package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims of a joinable queue, wherever those who had them died. */
@Timeout(60)
class ClaimQueueTest {
  private static final int MAX_ITEMS = 5;

  private SharedObject object;
  private ClaimQueue queue;

  @BeforeEach
  void open() {
    object = LaneHandle.create(Kind.JOINABLE_QUEUE);
    object.enter(0);
    queue = queue();
    object.ledger(queue);
  }

  @AfterEach
  void close() {
    object.leave(0);
  }

  /** As another process has it. */
  private ClaimQueue queue() {
    return new ClaimQueue(object, object.body(), MAX_ITEMS, 0);
  }

  private void put(int form) {
    assertTrue(queue.offer((byte) form, new byte[1], 0, 1));
  }

  private static Claim claim(Item item) {
    assertNotNull(item);
    assertNotNull(item.claim);
    return item.claim;
  }

  private static List<Integer> forms(List<Item> items) {
    return items.stream().map(item -> (int) item.form).toList();
  }

  @Test
  @DisplayName("join() ends though the last worker died in taskDone()")
  void theLastWorkerDiesInTaskDone() {
    put(1);
    put(2);
    Claim first = claim(queue.poll());
    Claim second = claim(queue.poll());
    assertFalse(queue.isDone());
    second.done();
    assertFalse(queue.isDone());
    first.done();
    assertTrue(queue.isDone());
    assertNull(queue.poll());
  }

  @Test
  void whatWasGivenBackIsSeen() {
    put(1);
    put(2);
    put(3);
    Claim given = claim(queue.poll());
    claim(queue.poll());
    assertEquals(1, queue.size());
    given.giveBack();
    assertEquals(2, queue.size());
    assertEquals(List.of(3, 1), forms(queue.snapshot()));
    assertEquals(3, claimed(queue.poll()));
    assertFalse(queue.isEmpty());
    assertEquals(1, queue.size());
    assertEquals(1, formOf(queue.peek()));
    assertEquals(List.of(1), forms(queue.snapshot()));
    // It does not count twice: room is for what waits.
    assertEquals(MAX_ITEMS, queue.remainingCapacity());
    assertEquals(1, claimed(queue.poll()));
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.size());
    assertNull(queue.peek());
    assertEquals(List.of(), queue.snapshot());
  }

  private static int claimed(Item item) {
    claim(item);
    return item.form;
  }

  private static int formOf(Item item) {
    assertNotNull(item);
    return item.form;
  }

  @Test
  @DisplayName("clear() leaves an item alone that is in work")
  void discardedItemsAreDone() {
    put(1);
    put(2);
    Claim inWork = claim(queue.poll());
    assertTrue(queue.discard());
    assertFalse(queue.discard());
    assertFalse(queue.isDone());
    // As at the death of this process.
    inWork.giveBack();
    assertEquals(1, formOf(queue.peek()));
    assertTrue(queue.discard());
    assertTrue(queue.isDone());
  }

  @Test
  @DisplayName("an item that is taken as this process leaves the queue is given back")
  void takenAsItWasClosed() {
    put(1);
    Claim claim = claim(new LaneReader(lane()).next(true));
    queue.close();
    assertThrows(ClosedHandleException.class, () -> queue.hold(claim));
    assertEquals(1, formOf(queue().poll()));
  }

  private Lane lane() {
    Lane lane = queue.lanes.get(0);
    assertNotNull(lane);
    return lane;
  }

  @Test
  void chunksGoWhenAllInThemIsDone() {
    byte[] much = new byte[100_000];
    for (int i = 0; i < 200; i++) {
      assertTrue(queue.offer(Items.BYTES, much, 0, much.length));
      claim(queue.poll()).done();
      // As by those who wait in join().
      assertTrue(queue.isDone());
    }
    Lane lane = lane();
    int chunks = 0;
    for (int i = 0; i < Lane.MAX_CHUNKS; i++) {
      chunks += lane.chunkWord(i) == 0 ? 0 : 1;
    }
    assertTrue(Lane.ordinal(lane.tail()) > 10);
    assertTrue(chunks <= 2, "chunks of items that are done");
  }
}
