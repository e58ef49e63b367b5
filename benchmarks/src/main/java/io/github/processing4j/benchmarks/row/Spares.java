package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.ProcessTable;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonTimes;
import io.github.processing4j.benchmarks.peer.StartMethod;
import io.github.processing4j.spi.Providers;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The standby JVMs of this JVM while a row is measured.
 *
 * <p>Nobody tells from outside that a spare is ready, but it can be seen: there are as many JVMs below
 * this one as there should be spares, and for a while none of them has used the CPU or waited for it.
 */
final class Spares implements AutoCloseable {
  static final String METHOD = "standby";

  /** What is to be said below a table of times that were taken so. */
  static final String NOTE =
      "Before each sample, of ours and of every peer alike, we wait until all spares are there and"
          + " no JVM below this one has used the CPU, or waited for it, for "
          + ProcessTable.QUIET_MILLIS
          + " ms: a sample is of a ready spare, and nobody is measured during a refill.";

  private final Settings settings;
  private int count;

  /** As many as a program has by default. */
  Spares(Settings settings) throws InterruptedException {
    this(settings, StandbyOptions.defaults().spares());
  }

  Spares(Settings settings, int count) throws InterruptedException {
    this.settings = settings;
    keep(count);
    Providers.get().engine(METHOD).prepare();
    awaitQuiet();
  }

  /** Sets how many there should be. */
  void keep(int newCount) {
    count = newCount;
    Processing.setStandby(StandbyOptions.builder().spares(newCount).build());
  }

  /** Waits until all are there, and at rest if there is time for it. */
  Set<ProcessHandle> awaitQuiet() throws InterruptedException {
    return ProcessTable.awaitQuiet(count, settings);
  }

  /** A contender whose turns begin when all is quiet. */
  Contender rested(Contender contender) {
    return new Rested(this, contender, false);
  }

  /** The same for one that takes a spare; a turn that takes none is no sample, and fails. */
  Contender taking(Contender contender) {
    return new Rested(this, contender, true);
  }

  /** Adds a CPython whose children are started by this method, with turns that begin in quiet. */
  void compare(Comparison all, Peers peers, StartMethod method, String command, @Nullable Goal goal)
      throws IOException {
    String whyNot = peers.missing(method);
    if (whyNot == null) {
      all.with(rested(PythonTimes.of(peers, method, command)), goal);
    } else {
      all.without(method.label(), goal, whyNot);
    }
  }

  /** Lets all go. */
  @Override
  public void close() throws InterruptedException {
    keep(0);
    awaitQuiet();
  }

  private record Rested(Spares spares, Contender contender, boolean takes) implements Contender {
    @Override
    public String name() {
      return contender.name();
    }

    @Override
    public double once() throws Exception {
      Set<ProcessHandle> ready = spares.awaitQuiet();
      double value = contender.once();
      if (takes) {
        ProcessTable.awaitEndOfOne(ready, spares.settings);
      }
      return value;
    }

    @Override
    public void close() {
      contender.close();
    }
  }
}
