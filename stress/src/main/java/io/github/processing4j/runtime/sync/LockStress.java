package io.github.processing4j.runtime.sync;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races of {@link LockCore}. */
public final class LockStress {
  private LockStress() {}

  /** What is done with the lock held is not torn. */
  @JCStressTest
  @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "one after the other")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both at once")
  @State
  public static class Exclusion {
    private final LockCore lock = Arena.lock(false);
    private int count;

    private void add(int number) {
      try {
        lock.take(false);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      count += number;
      lock.release();
    }

    @Actor
    public void one() {
      add(1);
    }

    @Actor
    public void two() {
      add(2);
    }

    @Arbiter
    public void sum(I_Result r) {
      r.r1 = count;
    }
  }

  /** A free lock is taken by one. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = Expect.ACCEPTABLE,
      desc = "one has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or none")
  @State
  public static class OneTakesIt {
    private final LockCore lock = Arena.lock(true);

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = lock.tryTake();
    }

    @Actor
    public void two(ZZ_Result r) {
      r.r2 = lock.tryTake();
    }
  }

  /** The lock of a dead JVM is taken over by one, who is told. */
  @JCStressTest
  @Outcome(
      id = {"2, 0", "0, 2"},
      expect = Expect.ACCEPTABLE,
      desc = "one has it, and knows")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or without a word")
  @State
  public static class OneRecoversIt {
    private final LockCore lock;

    public OneRecoversIt() {
      int piece = Arena.piece();
      Arena.lock(piece, false, Arena.DEAD).tryTake();
      lock = Arena.lock(piece, false, Arena.OBJECT.session().slot());
    }

    private int recover() {
      return !lock.tryTakeFromDead() ? 0 : lock.isRecovered() ? 2 : 1;
    }

    @Actor
    public void one(II_Result r) {
      r.r1 = recover();
    }

    @Actor
    public void two(II_Result r) {
      r.r2 = recover();
    }
  }
}
