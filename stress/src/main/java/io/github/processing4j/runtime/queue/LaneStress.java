package io.github.processing4j.runtime.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races of {@link LaneReader} and {@link LaneWriter}. */
public final class LaneStress {
  /** Now and then a lane goes on in its next chunk, or in one that is used again. */
  private static final int LONG_ITEM = 3000;

  private LaneStress() {}

  /** Two readers, one item. */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "one has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or torn")
  @State
  public static class OneTakesIt {
    private final LanePool.Entry entry = LanePool.plain();

    public OneTakesIt() {
      entry.write(LONG_ITEM);
    }

    @Actor
    public void one(III_Result r) {
      r.r1 = entry.verdict(entry.one.next(true));
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = entry.verdict(entry.two.next(true));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = entry.drain();
    }
  }

  /** A reader sees nothing of an item, or all. */
  @JCStressTest
  @Outcome(
      id = {"0, 1", "1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "not yet, or whole")
  @Outcome(expect = Expect.FORBIDDEN, desc = "torn, lost or twice")
  @State
  public static class WholeOrNot {
    private final LanePool.Entry entry = LanePool.plain();

    @Actor
    public void write() {
      entry.write(LONG_ITEM);
    }

    @Actor
    public void read(II_Result r) {
      r.r1 = entry.verdict(entry.two.next(true));
    }

    @Arbiter
    public void left(II_Result r) {
      r.r2 = entry.drain();
    }
  }

  /** Two readers of a joinable queue, one item. */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "one has claimed it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or torn")
  @State
  public static class OneClaimsIt {
    private final LanePool.Entry entry = LanePool.claimed();

    public OneClaimsIt() {
      entry.write(LONG_ITEM);
    }

    @Actor
    public void one(III_Result r) {
      r.r1 = entry.verdict(entry.one.next(true));
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = entry.verdict(entry.two.next(true));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = entry.drain();
    }
  }
}
