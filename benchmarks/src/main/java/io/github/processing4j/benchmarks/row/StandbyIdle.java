package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.ProcFs;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a spare takes that nobody needs: memory and CPU, beside a bare JVM that sleeps.
 *
 * <p>For the memory one JVM lives at a time, as in {@link IdleMemory}; the CPU of both is read over the
 * same seconds.
 */
final class StandbyIdle implements Row {
  private static final String MEMORY = "standby: private memory of an idle spare";
  private static final String DIRTY = "standby: of it written to";
  private static final String MEMORY_UNIT = "MiB";
  private static final Goal BARE = Goal.ratio(1);
  private static final Goal NO_TICKS = Goal.atMost(0);

  private record Memory(double mib, double dirtyMib) {
    static Memory of(Idle idle) throws IOException {
      return new Memory(
          ProcFs.privateKib(idle.pid()) / 1024.0, ProcFs.privateDirtyKib(idle.pid()) / 1024.0);
    }
  }

  @Override
  public String name() {
    return "standby-idle";
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The private memory of one spare alone has the JDK's archive of classes in it, which all"
            + " spares and children share: it is less when another is there, of whichever program."
            + " What was written to is not shared.");
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int seconds = settings.quick() ? 1 : 10;
    String cpu = "standby: CPU ticks of an idle spare in " + seconds + " s";
    if (!ProcFs.exists()) {
      return List.of(
          Line.missing(name(), MEMORY, MEMORY_UNIT, BARE, ProcFs.NONE),
          Line.missing(name(), DIRTY, MEMORY_UNIT, null, ProcFs.NONE),
          Line.missing(name(), cpu, "", NO_TICKS, ProcFs.NONE));
    }
    Path file = peers.file("idle");
    try (Spares spares = new Spares(settings, 1)) {
      spares.keep(0);
      spares.awaitQuiet();
      List<Line> lines = new ArrayList<>(memory(spares, file, settings.slowRepetitions()));
      lines.add(ticks(spares, file, cpu, seconds, settings.quick() ? 1 : 3));
      return lines;
    }
  }

  private List<Line> memory(Spares spares, Path file, int repetitions) throws Exception {
    List<Memory> ours = new ArrayList<>();
    List<Memory> bare = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      try (Idle idle = Idle.spare(spares)) {
        ours.add(Memory.of(idle));
      }
      try (Idle idle = Idle.bare(file)) {
        bare.add(Memory.of(idle));
      }
    }
    return List.of(
        line(MEMORY, samples(ours, Memory::mib), samples(bare, Memory::mib), BARE),
        line(DIRTY, samples(ours, Memory::dirtyMib), samples(bare, Memory::dirtyMib), null));
  }

  private Line ticks(Spares spares, Path file, String what, int seconds, int repetitions)
      throws Exception {
    double[] ours = new double[repetitions];
    double[] bare = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      try (Idle spare = Idle.spare(spares);
          Idle peer = Idle.bare(file)) {
        long oursBefore = ProcFs.ticks(spare.pid());
        long bareBefore = ProcFs.ticks(peer.pid());
        Thread.sleep(seconds * 1000L);
        ours[i] = ProcFs.ticks(spare.pid()) - oursBefore;
        bare[i] = ProcFs.ticks(peer.pid()) - bareBefore;
      }
    }
    return new Line(
        name(), what, "", Samples.of(ours), BareJava.NAME, Samples.of(bare), NO_TICKS, "");
  }

  private Line line(String what, Samples ours, Samples bare, @Nullable Goal goal) {
    return new Line(name(), what, MEMORY_UNIT, ours, BareJava.NAME, bare, goal, "");
  }

  private static Samples samples(List<Memory> all, ToDoubleFunction<Memory> part) {
    return Samples.of(all.stream().mapToDouble(part).toArray());
  }
}
