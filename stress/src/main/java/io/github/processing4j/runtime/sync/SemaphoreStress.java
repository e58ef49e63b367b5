package io.github.processing4j.runtime.sync;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races of {@link SemaphoreCore}: what is there, and what the ledgers tell. */
public final class SemaphoreStress {
  private SemaphoreStress() {}

  /** Two JVMs and the two entries that they have of a semaphore. */
  private static class Two {
    final SemaphoreCore here;
    final SemaphoreCore there;
    final int holder;
    final int other;

    Two(int permits) {
      int offset = Arena.semaphore(permits);
      here = Arena.semaphore(offset, Arena.OBJECT.session().slot());
      there = Arena.semaphore(offset, Arena.DEAD);
      holder = here.holder();
      other = there.holder();
    }
  }

  /** The last permit goes to one, whose ledger tells it. */
  @JCStressTest
  @Outcome(
      id = {"0, 1, 0", "0, 0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or not in the ledger")
  @State
  public static class LastPermit {
    private final Two two = new Two(1);

    @Actor
    public void one() {
      two.here.takeNow(1);
    }

    @Actor
    public void other() {
      two.there.takeNow(1);
    }

    @Arbiter
    public void tell(III_Result r) {
      r.r1 = two.here.available();
      r.r2 = two.here.held(two.holder);
      r.r3 = two.here.held(two.other);
    }
  }

  /** Taken and given back by both, by one of them twice as much: all is there, and nobody holds any. */
  @JCStressTest
  @Outcome(id = "3, 0, 0", expect = Expect.ACCEPTABLE, desc = "as before")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or with the wrong one")
  @State
  public static class TakeAndGive {
    private final Two two = new Two(3);

    @Actor
    public void one() {
      two.here.takeNow(1);
      two.here.give(1);
    }

    @Actor
    public void other() {
      two.there.takeNow(2);
      two.there.give(2);
    }

    @Arbiter
    public void tell(III_Result r) {
      r.r1 = two.here.available();
      r.r2 = two.here.held(two.holder);
      r.r3 = two.here.held(two.other);
    }
  }

  /** What a dead JVM holds is given back once, while another takes a permit. */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 2, 0", "0, 1, 2, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "given back by one of them")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
  @State
  public static class Settle {
    private final Two two = new Two(3);

    public Settle() {
      // Not written up yet: as by one that died at once.
      two.there.takeNow(2);
    }

    @Actor
    public void one(IIII_Result r) {
      r.r1 = two.here.settle(two.other, Arena.DEAD) ? 1 : 0;
    }

    @Actor
    public void another(IIII_Result r) {
      two.here.takeNow(1);
      r.r2 = two.here.settle(two.other, Arena.DEAD) ? 1 : 0;
    }

    @Arbiter
    public void tell(IIII_Result r) {
      r.r3 = two.here.available();
      r.r4 = two.here.held(two.other);
    }
  }
}
