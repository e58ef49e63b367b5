package io.github.processing4j.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Machine;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that was measured in one run, as it is written to a file. */
record Report(
    String measuredAt, Machine machine, Settings settings, List<Entry> lines, List<String> notes) {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  static Report of(Machine machine, Settings settings, List<Line> lines, List<String> notes) {
    return new Report(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        machine,
        settings,
        lines.stream().map(Entry::of).toList(),
        notes);
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, JSON.toJson(this) + "\n");
  }

  private record Numbers(double median, double best, double[] samples) {
    static @Nullable Numbers of(@Nullable Samples samples) {
      return samples == null
          ? null
          : new Numbers(samples.median(), samples.best(), samples.sorted());
    }
  }

  private record Entry(
      String row,
      String what,
      String unit,
      @Nullable Numbers ours,
      @Nullable String peer,
      @Nullable Numbers theirs,
      @Nullable Double ratio,
      @Nullable Double maxRatio,
      @Nullable Double minRatio,
      @Nullable Double maxMedian,
      @Nullable Double minMedian,
      @Nullable Boolean met,
      String note) {

    static Entry of(Line line) {
      return new Entry(
          line.row(),
          line.what(),
          line.unit(),
          Numbers.of(line.ours()),
          line.peer(),
          Numbers.of(line.theirs()),
          line.ratio(),
          limit(line, Goal.Kind.MOST_RATIO),
          limit(line, Goal.Kind.LEAST_RATIO),
          limit(line, Goal.Kind.MOST_MEDIAN),
          limit(line, Goal.Kind.LEAST_MEDIAN),
          line.isMet(),
          line.note());
    }

    private static @Nullable Double limit(Line line, Goal.Kind kind) {
      Goal goal = line.goal();
      return goal != null && goal.kind() == kind ? goal.limit() : null;
    }
  }
}
