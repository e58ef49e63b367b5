package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the logs of all producers and consumers, and says what must hold of them. Thread-safe.
 *
 * <p>An item of which put had returned was taken, exactly once; but each consumer that was killed may
 * have taken one more than it had time to note. Of the items of a killed producer, one more may be
 * there than it had time to note. With {@code again}, as of a joinable queue, items may come again, one
 * for each consumer that was killed; then none at all may be missing.
 */
final class CrashTally {
  private final boolean again;
  private final Map<Integer, BitSet> taken = new HashMap<>();
  private final Map<Integer, long[]> put = new TreeMap<>();
  private int killedConsumers;
  private long items;
  private long twice;
  private long missing;

  CrashTally(boolean again) {
    this.again = again;
  }

  synchronized void producer(int producer, CrashLog log) {
    put.put(producer, new long[] {log.begun(), log.put()});
  }

  /** Adds what a consumer has taken, which is in the order of each producer. */
  synchronized void consumer(CrashLog log, boolean killed) {
    assertFalse(log.isDamaged(), "an item was damaged");
    killedConsumers += killed ? 1 : 0;
    Map<Integer, Long> last = new HashMap<>();
    for (int i = 0; i < log.taken(); i++) {
      long id = log.taken(i);
      int producer = (int) (id >>> 32);
      long number = id & 0xffff_ffffL;
      Long before = last.put(producer, number);
      // What is given out again comes later than its place.
      assertTrue(
          again || before == null || before < number,
          () -> producer + ": " + number + " came after " + before);
      BitSet of = taken.computeIfAbsent(producer, key -> new BitSet());
      if (of.get((int) number)) {
        twice++;
      }
      of.set((int) number);
      items++;
    }
  }

  /** What must hold at the end. */
  synchronized void check() {
    for (Map.Entry<Integer, BitSet> entry : taken.entrySet()) {
      long[] counts = put.get(entry.getKey());
      assertTrue(counts != null, () -> "an item of nobody: " + entry.getKey());
      int highest = entry.getValue().length() - 1;
      assertTrue(
          highest <= counts[0] && highest <= counts[1] + 1,
          () -> "item " + highest + " of " + counts[0] + " begun and " + counts[1] + " put");
    }
    for (Map.Entry<Integer, long[]> entry : put.entrySet()) {
      BitSet of = taken.getOrDefault(entry.getKey(), new BitSet());
      long[] counts = entry.getValue();
      assertTrue(counts[0] - counts[1] <= 1);
      missing += counts[1] - of.get(1, (int) counts[1] + 1).cardinality();
    }
    assertTrue(missing <= (again ? 0 : killedConsumers), this::toString);
    assertTrue(twice <= (again ? killedConsumers : 0), this::toString);
  }

  @Override
  public synchronized String toString() {
    return items
        + " items of "
        + put.size()
        + " producers, "
        + killedConsumers
        + " consumers killed; "
        + twice
        + " came twice, "
        + missing
        + " went with a consumer";
  }
}
