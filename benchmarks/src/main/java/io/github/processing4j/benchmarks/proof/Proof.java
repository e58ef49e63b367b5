package io.github.processing4j.benchmarks.proof;

import com.sun.management.ThreadMXBean;
import io.github.processing4j.benchmarks.proof.Garbage.Told;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the loop beside the job in all modes, in slices: idle, thread, process, then thread, process, idle, and
 * so on. So whatever else the machine does hits all modes alike.
 */
final class Proof {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Plan plan;
  private final PrintStream progress;
  private final Drawing drawing = new Drawing();

  /**
   * What to run.
   *
   * @param fps the rates
   * @param modes at least {@link Mode#IDLE}
   * @param frames to count of each mode at each rate
   * @param sliceSeconds how long a slice is at most
   * @param warmUpSeconds how long the loop runs before a slice counts
   */
  record Plan(
      List<Integer> fps, List<Mode> modes, int frames, double sliceSeconds, double warmUpSeconds) {
    int framesOfSlice(int rate) {
      return Math.min(frames, Math.max(1, (int) (rate * sliceSeconds)));
    }
  }

  Proof(Plan plan, PrintStream progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** All modes at all rates, by rate and mode as they were given. */
  List<Measured> run() throws Exception {
    drawing.warmUp((int) (1_000 * plan.warmUpSeconds()));
    List<Measured> all = new ArrayList<>();
    for (int fps : plan.fps()) {
      all.addAll(run(fps));
    }
    return all;
  }

  private List<Measured> run(int fps) throws Exception {
    List<Measured> modes = plan.modes().stream().map(m -> Measured.nothingYet(fps, m)).toList();
    int slice = plan.framesOfSlice(fps);
    int rounds = (plan.frames() + slice - 1) / slice;
    for (int round = 0; round < rounds; round++) {
      progress.println(fps + " fps, round " + (round + 1) + " of " + rounds + " …");
      int left = plan.frames() - round * slice;
      for (int turn = 0; turn < modes.size(); turn++) {
        slice(modes.get((round + turn) % modes.size()), Math.min(slice, left));
      }
    }
    return modes;
  }

  private void slice(Measured of, int frames) throws Exception {
    System.gc(); // what the slice before has left
    RenderLoop loop = new RenderLoop(of.times().periodNanos(), drawing);
    int warmUp = Math.max(1, (int) (of.fps() * plan.warmUpSeconds()));
    try (Job job = Job.start(of.mode())) {
      FrameTimes uncounted = new FrameTimes(of.times().periodNanos());
      loop.run(job.worker(), 1, warmUp, uncounted);
      Told jobFrom = job.told();
      Told from = Told.now(0);
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      loop.run(job.worker(), 1, frames, of.times());
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      of.tally().loop(from, Told.now(0), bytes);
      of.tally().job(jobFrom, job.told());
    }
  }
}
