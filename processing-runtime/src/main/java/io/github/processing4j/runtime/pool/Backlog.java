package io.github.processing4j.runtime.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that no worker has, in the order in which they are to be given. Not thread-safe.
 *
 * <p>The one chunk of a single call is found without a search, and stays where it is, to be passed over:
 * so a million calls are cancelled in no time.
 */
final class Backlog {
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int removed;

  boolean isEmpty() {
    return size() == 0;
  }

  int size() {
    return chunks.size() - removed;
  }

  void add(Chunk chunk) {
    note(chunk);
    chunks.addLast(chunk);
  }

  private static void note(Chunk chunk) {
    if (chunk.job.calls == 1) {
      chunk.job.waiting = chunk;
    }
  }

  @Nullable Chunk peek() {
    for (Chunk first = chunks.peekFirst(); first != null; first = chunks.peekFirst()) {
      if (!first.isRemoved) {
        return first;
      }
      chunks.removeFirst();
      first.isRemoved = false;
      removed--;
    }
    return null;
  }

  /** Removes what {@link #peek} has found. */
  void removeFirst() {
    chunks.removeFirst().job.waiting = null;
  }

  /** Puts back what a worker was given and has not begun, before all others. */
  void putBack(List<Chunk> back) {
    for (int i = back.size() - 1; i >= 0; i--) {
      putBack(back.get(i));
    }
  }

  void putBack(Chunk chunk) {
    note(chunk);
    chunks.addFirst(chunk);
  }

  /** Takes out those of a job. */
  List<Chunk> remove(Job job) {
    if (job.calls == 1) {
      return removeSingle(job);
    }
    List<Chunk> all = new ArrayList<>();
    for (Iterator<Chunk> i = chunks.iterator(); i.hasNext(); ) {
      Chunk chunk = i.next();
      if (chunk.job == job) {
        i.remove();
        all.add(chunk);
      }
    }
    return all;
  }

  private List<Chunk> removeSingle(Job job) {
    Chunk chunk = job.waiting;
    if (chunk == null) {
      return List.of();
    }
    job.waiting = null;
    chunk.isRemoved = true;
    removed++;
    return List.of(chunk);
  }

  /** Takes out all. */
  List<Chunk> removeAll() {
    List<Chunk> all = new ArrayList<>();
    for (Chunk chunk = peek(); chunk != null; chunk = peek()) {
      removeFirst();
      all.add(chunk);
    }
    return all;
  }
}
