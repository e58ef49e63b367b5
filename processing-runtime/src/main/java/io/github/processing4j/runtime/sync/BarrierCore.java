package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * A barrier in shared memory.
 *
 * <pre>
 *    0  long  state:
 *               bits  0-30  how the last 31 generations ended, the newest in bit 0: 1 if broken
 *                       31  broken
 *                    32-63  number of the generation, from 1
 *    8  int   parties
 *   64        places: a long for each party
 *               bits  0-31  number of a generation
 *                    32-59  slot of the JVM that has come in that generation
 * </pre>
 *
 * <p>To come is one compare-and-set of the first place that nobody has in this generation: it says at
 * once that somebody has come, as which, and who; so a SIGKILL finds both or neither. Nothing is
 * cleared afterwards, for a place of another generation is free.
 *
 * <p>How a generation ends is decided by one compare-and-set of the state: to the next generation when
 * all places are taken, to broken by whoever is interrupted, runs out of time or finds a party dead. These
 * race, and all parties go by what the state tells. The last party to come has it go on; if that one is
 * suspended or dead, another does when it looks again, or comes for the next generation. One that
 * wakes late finds in the state how its generation ended.
 *
 * <p>A thread that was suspended on its way to a place may take it for a generation that is over: then
 * the place is as free as before, and the thread finds how that generation ended. It cannot take one
 * that is in use, for it takes none of a later generation, and compares with what it read.
 *
 * <p>Thread-safe.
 */
final class BarrierCore extends SyncCore {
  private static final int PARTIES_AT = 8;
  private static final int PLACES_AT = 64;

  private static final long BROKEN = 1L << 31;
  private static final long ENDS_MASK = BROKEN - 1;
  private static final int ENDS = 31;
  private static final int GENERATION_SHIFT = 32;
  private static final long GENERATION_MASK = (1L << GENERATION_SHIFT) - 1;
  private static final int SLOT_SHIFT = 32;

  private final int at;
  private final Bell bell;
  private final int parties;
  private final long slot;

  BarrierCore(SharedObject object) {
    super(object);
    this.at = object.body();
    this.bell = object.bell(0);
    this.parties = Words.getIntPlain(memory, at + PARTIES_AT);
    this.slot = object.session().slot();
  }

  static long bytes(int parties) {
    return PLACES_AT + 8L * parties;
  }

  /** Sets up one that was just made. */
  static void init(SharedObject made, int parties) {
    int at = made.body();
    Words.setIntPlain(made.memory(), at + PARTIES_AT, parties);
    Words.setVolatile(made.memory(), at, 1L << GENERATION_SHIFT);
  }

  /**
   * Comes, and waits for the others. Blocks.
   *
   * @param timeoutNanos zero or less does not wait
   */
  int await(long timeoutNanos)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    Waiting waiting = null;
    boolean ended = false;
    try {
      Bell.check(true);
      waiting = come();
      boolean inTime = bell.await(waiting, timeoutNanos, true);
      if (!inTime && breakIf(waiting.generation)) {
        ended = true;
        throw new TimeoutException("not all of " + parties + " parties came in time");
      }
      ended = true;
      return waiting.index();
    } catch (InterruptedException e) {
      ended = true;
      if (breakIf(waiting == null ? generation(state()) : waiting.generation) || waiting == null) {
        throw e;
      }
      // It ended before.
      Thread.currentThread().interrupt();
      return waiting.index();
    } catch (BrokenBarrierException e) {
      // Found so: nothing of this thread's is to be broken, and by now the barrier may be as new.
      ended = true;
      throw e;
    } finally {
      if (!ended) {
        // A stop, or the handle was closed.
        breakIf(waiting == null ? generation(state()) : waiting.generation);
      }
    }
  }

  private Waiting come() throws BrokenBarrierException {
    while (true) {
      long state = requireWhole();
      long generation = generation(state);
      for (int place = 0; place < parties; place++) {
        long before = place(place);
        if (isOlder(before, generation)
            && Words.compareAndSet(
                memory, placeAt(place), before, slot << SLOT_SHIFT | generation)) {
          Waiting waiting = new Waiting(this, generation, place);
          if (place == parties - 1) {
            goOn(generation);
          }
          return waiting;
        } else if (generationAt(place(place)) != generation) {
          // It is of a later one already: so is the state.
          break;
        }
      }
      if (arrived(generation) == parties) {
        goOn(generation);
      }
    }
  }

  private long requireWhole() throws BrokenBarrierException {
    long state = state();
    if ((state & BROKEN) != 0) {
      throw new BrokenBarrierException("the barrier is broken; reset() makes it as new");
    }
    return state;
  }

  /** Ends a generation in which all have come: well, unless one of them is dead. */
  private void goOn(long generation) {
    if (hasDead(generation)) {
      breakIf(generation);
      return;
    }
    long state = state();
    while (generation(state) == generation && (state & BROKEN) == 0) {
      if (Words.compareAndSet(memory, at, state, next(state, 0))) {
        bell.ringAll();
        return;
      }
      state = state();
    }
  }

  /** Breaks the barrier, unless this generation has ended. */
  private boolean breakIf(long generation) {
    long state = state();
    while (generation(state) == generation && (state & BROKEN) == 0) {
      if (Words.compareAndSet(memory, at, state, state | BROKEN)) {
        bell.ringAll();
        return true;
      }
      state = state();
    }
    return false;
  }

  private boolean hasDead(long generation) {
    long alive = slot;
    for (int place = 0; place < parties; place++) {
      long taken = place(place);
      long by = taken >>> SLOT_SHIFT;
      if (generationAt(taken) == generation && by != slot && by != alive) {
        if (!object.isSlotAlive(by)) {
          return true;
        }
        alive = by;
      }
    }
    return false;
  }

  void abort() {
    while ((state() & BROKEN) == 0) {
      breakIf(generation(state()));
    }
  }

  void reset() {
    long state;
    do {
      state = state();
    } while (!Words.compareAndSet(memory, at, state, next(state, 1)));
    bell.ringAll();
  }

  private static long next(long state, int end) {
    long generation = Math.max(1, generation(state) + 1 & GENERATION_MASK);
    return generation << GENERATION_SHIFT | (state << 1 & ENDS_MASK) | end;
  }

  boolean isBroken() {
    return (state() & BROKEN) != 0;
  }

  int parties() {
    return parties;
  }

  int waiting() {
    long state = state();
    int arrived = (state & BROKEN) != 0 ? 0 : arrived(generation(state));
    return arrived == parties ? 0 : arrived;
  }

  private int arrived(long generation) {
    int arrived = 0;
    while (arrived < parties && generationAt(place(arrived)) == generation) {
      arrived++;
    }
    return arrived;
  }

  private long state() {
    return Words.getVolatile(memory, at);
  }

  private static long generation(long state) {
    return state >>> GENERATION_SHIFT;
  }

  private int placeAt(int place) {
    return at + PLACES_AT + 8 * place;
  }

  private long place(int place) {
    return Words.getVolatile(memory, placeAt(place));
  }

  /** Whether a place was not taken in this generation or a later one. Numbers recur. */
  private static boolean isOlder(long place, long generation) {
    return (int) (generation - generationAt(place)) > 0;
  }

  private static long generationAt(long place) {
    return place & GENERATION_MASK;
  }

  /** A thread that has come. */
  private static final class Waiting implements Ready {
    private final BarrierCore barrier;
    private final long generation;
    private final int place;

    Waiting(BarrierCore barrier, long generation, int place) {
      this.barrier = barrier;
      this.generation = generation;
      this.place = place;
    }

    @Override
    public boolean isReady() {
      long state = barrier.state();
      if (generation(state) != generation || (state & BROKEN) != 0) {
        return true;
      }
      barrier.requireOpen();
      return false;
    }

    @Override
    public void recheck() {
      if (barrier.arrived(generation) == barrier.parties) {
        barrier.goOn(generation);
      } else if (barrier.hasDead(generation)) {
        barrier.breakIf(generation);
      }
    }

    /** The index of this party, if its generation has ended well. */
    int index() throws BrokenBarrierException {
      long state = barrier.state();
      long since = generation(state) - generation & GENERATION_MASK;
      if (since == 0 || (since <= ENDS && ((state >>> (since - 1)) & 1) != 0)) {
        throw new BrokenBarrierException(
            "a party was interrupted, stopped, ran out of time or died; or somebody called abort()"
                + " or reset()");
      }
      return barrier.parties - 1 - place;
    }
  }
}
