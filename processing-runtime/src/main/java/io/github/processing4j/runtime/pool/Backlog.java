package io.github.processing4j.runtime.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chunks that no worker has, in the order in which they are to be given. Not thread-safe. */
final class Backlog {
  private final Deque<Chunk> chunks = new ArrayDeque<>();

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  int size() {
    return chunks.size();
  }

  void add(Chunk chunk) {
    chunks.addLast(chunk);
  }

  @Nullable Chunk peek() {
    return chunks.peekFirst();
  }

  void removeFirst() {
    chunks.removeFirst();
  }

  /** Puts back what a worker was given and has not begun, before all others. */
  void putBack(List<Chunk> back) {
    for (int i = back.size() - 1; i >= 0; i--) {
      chunks.addFirst(back.get(i));
    }
  }

  void putBack(Chunk chunk) {
    chunks.addFirst(chunk);
  }

  /** Takes out those of a job. */
  List<Chunk> remove(Job job) {
    List<Chunk> removed = new ArrayList<>();
    for (Iterator<Chunk> all = chunks.iterator(); all.hasNext(); ) {
      Chunk chunk = all.next();
      if (chunk.job == job) {
        all.remove();
        removed.add(chunk);
      }
    }
    return removed;
  }

  /** Takes out all. */
  List<Chunk> removeAll() {
    List<Chunk> removed = new ArrayList<>(chunks);
    chunks.clear();
    return removed;
  }
}
