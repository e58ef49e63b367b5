package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks come in order, and those of a job can be taken out. */
class BacklogTest {
  private final Backlog backlog = new Backlog();

  private static final class Silent extends Job {
    Silent(int calls) {
      super(new Function((Task<Integer>) () -> 1, CallShape.TASK, null, null), calls);
    }

    @Override
    void answered(int index, Answer answer) {}

    @Override
    void over(Throwable how) {}
  }

  private static Chunk chunk(Job job, int first) {
    return Chunk.ofValues(job, first, 1, new Object[0]);
  }

  private List<Chunk> rest() {
    List<Chunk> all = new ArrayList<>();
    for (Chunk chunk = backlog.peek(); chunk != null; chunk = backlog.peek()) {
      backlog.removeFirst();
      all.add(chunk);
    }
    return all;
  }

  @Test
  void whatIsPutBackComesFirst() {
    Job map = new Silent(3);
    Chunk a = chunk(map, 0);
    Chunk b = chunk(map, 1);
    Chunk c = chunk(map, 2);
    backlog.add(c);
    backlog.putBack(List.of(a, b));
    assertEquals(3, backlog.size());
    assertEquals(List.of(a, b, c), rest());
    assertTrue(backlog.isEmpty());
  }

  @Test
  void chunksOfOneJobAreTakenOut() {
    Job map = new Silent(2);
    Job other = new Silent(2);
    Chunk a = chunk(map, 0);
    Chunk b = chunk(other, 0);
    Chunk c = chunk(map, 1);
    backlog.add(a);
    backlog.add(b);
    backlog.add(c);
    assertEquals(List.of(a, c), backlog.remove(map));
    assertEquals(List.of(), backlog.remove(map));
    assertEquals(List.of(b), rest());
  }

  @Test
  void singleCallsArePassedOver() {
    List<Chunk> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(chunk(new Silent(1), 0));
      backlog.add(all.get(i));
    }
    for (int removed : new int[] {0, 2, 4}) {
      assertEquals(List.of(all.get(removed)), backlog.remove(all.get(removed).job));
      assertEquals(List.of(), backlog.remove(all.get(removed).job));
    }
    assertEquals(2, backlog.size());
    assertSame(all.get(1), backlog.peek());
    backlog.removeFirst();
    assertEquals(List.of(), backlog.remove(all.get(1).job), "a worker has it");
    backlog.putBack(all.get(1));
    assertEquals(List.of(all.get(1)), backlog.remove(all.get(1).job));
    assertEquals(List.of(all.get(3)), backlog.removeAll());
    assertTrue(backlog.isEmpty());
    assertNull(backlog.peek());
  }

  @Test
  void aMillionAreCancelledOneByOne() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      Job job = new Silent(1);
      jobs.add(job);
      backlog.add(chunk(job, 0));
    }
    for (int i = jobs.size() - 1; i >= 0; i--) {
      assertEquals(1, backlog.remove(jobs.get(i)).size());
    }
    assertTrue(backlog.isEmpty());
    assertNull(backlog.peek());
  }
}
