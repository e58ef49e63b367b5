package io.github.processing4j.frame;

/** When it is a task's turn: a higher priority comes first, and then who came first. */
record Turn(int priority, long number) implements Comparable<Turn> {
  @Override
  public int compareTo(Turn other) {
    int byPriority = Integer.compare(other.priority, priority);
    return byPriority != 0 ? byPriority : Long.compare(number, other.number);
  }
}
