package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Interleaved;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What eight million bytes from another process cost the thread of the loop: the longest time for which looking
 * held it up in any frame, until it had them.
 */
final class LargeResult implements Row {
  private static final int BYTES = 8_000_000;
  private static final double MOST_MICROS = 200;

  @Override
  public String name() {
    return "large-result";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (Contender scheduler = LargeResultOf.schedulerOnProcess(BYTES);
        Contender threads = LargeResultOf.schedulerOnThread(BYTES)) {
      lines.addAll(
          lines(
              settings,
              "8 MB result: poll() and result()",
              LargeResultOf.workerInProcess(BYTES),
              LargeResultOf.workerOnThread(BYTES)));
      lines.addAll(lines(settings, "8 MB result: frame() and its hook", scheduler, threads));
    }
    lines.addAll(lines(settings, "8 MB frame: latest()", new LargeFrames(BYTES), null));
    return lines;
  }

  private List<Line> lines(Settings settings, String what, Contender ours, @Nullable Contender peer)
      throws Exception {
    List<Contender> both = peer == null ? List.of(ours) : List.of(ours, peer);
    List<Samples> taken = Interleaved.run(both, settings.warmUps(), settings.repetitions());
    Samples mine = taken.get(0);
    Samples theirs = peer == null ? null : taken.get(1);
    String worst = what + ": the worst of " + settings.repetitions();
    return List.of(
        line(what, mine, peer, theirs, Goal.atMost(MOST_MICROS)),
        line(
            worst,
            Samples.of(mine.worst()),
            peer,
            theirs == null ? null : Samples.of(theirs.worst()),
            null));
  }

  private Line line(
      String what,
      Samples ours,
      @Nullable Contender peer,
      @Nullable Samples theirs,
      @Nullable Goal goal) {
    return new Line(name(), what, "µs", ours, peer == null ? null : peer.name(), theirs, goal, "");
  }
}
