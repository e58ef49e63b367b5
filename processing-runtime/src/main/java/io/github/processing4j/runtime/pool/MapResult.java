package io.github.processing4j.runtime.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The results of a map, in the order of its items; or the failure of the first of those that failed. */
final class MapResult<R extends @Nullable Object> extends Result<List<R>> {
  /** The items, also after they were sent: they may have to be run here. Null when all were. */
  private volatile @Nullable Object @Nullable [] items;

  /** Null before anybody may need them, and after they were read. */
  private volatile @Nullable Answer @Nullable [] answers;

  /** Written under the lock of the dispatcher. */
  private volatile int answered;

  /** Who waits until there are so many answers; it has written the number first. */
  private volatile @Nullable Thread feeder;

  private volatile int feederWaitsFor;

  MapResult(
      Function function,
      @Nullable Object[] items,
      DispatcherControl control,
      Callbacks callbacks,
      @Nullable Ending ending) {
    super(function, items.length, control, callbacks, ending);
    this.items = items;
    this.answers = new Answer[items.length];
  }

  /** The items; none if all is done. */
  List<@Nullable Object> items() {
    Object[] known = items;
    return known == null ? List.of() : Arrays.asList(known);
  }

  /** How many calls have ended. */
  int answered() {
    return answered;
  }

  @Override
  void answered(int index, Answer answer) {
    Answer[] known = answers;
    if (known == null) {
      throw new IllegalStateException("an answer too many, to item " + index);
    }
    known[index] = answer;
    int count = answered + 1;
    answered = count;
    if (count == calls) {
      completeAll();
    }
    Thread waiting = feeder;
    if (waiting != null && count >= feederWaitsFor) {
      feeder = null;
      LockSupport.unpark(waiting);
    }
  }

  /** All was answered, or there was nothing. */
  void completeAll() {
    if (!isOver()) {
      items = null;
    }
    complete();
  }

  /**
   * Parks until there are so many answers, or now and then without a reason. An interrupt ends it.
   *
   * @param count not more than there are calls under way
   */
  void park(int count) {
    feederWaitsFor = count;
    feeder = Thread.currentThread();
    if (answered < count) {
      LockSupport.park(this);
    }
    feeder = null;
  }

  @Override
  @SuppressWarnings("unchecked")
  Outcome<List<R>> read() {
    Answer[] known = answers;
    if (known == null) {
      return readByAnother();
    }
    List<R> all = new ArrayList<>(known.length);
    for (Answer answer : known) {
      if (answer == null) {
        throw new IllegalStateException("not done");
      }
      Throwable failure = answer.failure();
      if (failure != null) {
        return new Outcome<>(null, failure);
      }
      all.add((R) answer.value());
    }
    return new Outcome<>(all, null);
  }

  @Override
  void forgetAnswers() {
    answers = null;
  }

  @Override
  Runnable local() {
    return new LocalRun(function, items());
  }
}
