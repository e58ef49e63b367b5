package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.codec.SharedRefs;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items of a job that are sent together, and run one after another by one worker. Guarded by the lock of
 * the {@link Dispatcher} once it was submitted.
 */
final class Chunk {
  private static final java.util.concurrent.atomic.AtomicLong IDS =
      new java.util.concurrent.atomic.AtomicLong();

  final long id = IDS.incrementAndGet();
  final Job job;

  /** The index of its first item in the job. */
  final int first;

  /** How many items it has. */
  final int count;

  /** The items of a pool of threads: for each, as many values as the function takes. */
  final Object @Nullable [] values;

  /** The items as {@code ChunkForm} has written them; null in a pool of threads. */
  final byte @Nullable [] written;

  /** The handles in them; they depart when it is sent first. */
  final List<SharedRefs> handles;

  /** So many of its items were answered: always the first ones. */
  int answered;

  /**
   * With which item the worker begins that was given it last. Not with what is {@link #answered} when it
   * does: a chunk that is cancelled is answered at once, and the worker tells all the same.
   */
  int sentFrom;

  /** Whether it was sent to a worker at least once. */
  boolean departed;

  /** Whether the backlog is to pass it over. */
  boolean isRemoved;

  /** The items that cannot be sent, which were answered at once; null if there are none. */
  private @Nullable BitSet skipped;

  private Chunk(
      Job job,
      int first,
      int count,
      Object @Nullable [] values,
      byte @Nullable [] written,
      List<SharedRefs> handles) {
    this.job = job;
    this.first = first;
    this.count = count;
    this.values = values;
    this.written = written;
    this.handles = handles;
  }

  static Chunk ofValues(Job job, int first, int count, Object[] values) {
    return new Chunk(job, first, count, values, null, List.of());
  }

  static Chunk written(Job job, int first, int count, byte[] written, List<SharedRefs> handles) {
    return new Chunk(job, first, count, null, written, handles);
  }

  /** How many bytes of memory it holds, as far as that is known. */
  int bytes() {
    return written == null ? 0 : written.length;
  }

  int left() {
    return count - answered;
  }

  boolean isAnswered() {
    return answered == count;
  }

  /** Notes an item that was answered although no worker has run it. */
  void skip(int item) {
    BitSet items = skipped;
    if (items == null) {
      items = new BitSet(count);
      skipped = items;
    }
    items.set(item);
  }

  boolean isSkipped(int item) {
    return skipped != null && skipped.get(item);
  }

  /** Nobody will read its items from this one on: their handles are not under way any more. */
  void drop(int from) {
    if (departed && written != null && !handles.isEmpty()) {
      ChunkForm.drop(written, from);
    }
  }
}
