package io.github.processing4j.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.processing4j.benchmarks.measure.Line;
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
record Report(String measuredAt, Machine machine, Settings settings, List<Entry> lines) {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  static Report of(Machine machine, Settings settings, List<Line> lines) {
    return new Report(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        machine,
        settings,
        lines.stream().map(Entry::of).toList());
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
      @Nullable Double maxMedian,
      @Nullable Boolean met,
      String note) {

    static Entry of(Line line) {
      Double limit = line.goal() == null ? null : line.goal().limit();
      boolean ofRatio = line.goal() != null && line.goal().ofRatio();
      return new Entry(
          line.row(),
          line.what(),
          line.unit(),
          Numbers.of(line.ours()),
          line.peer(),
          Numbers.of(line.theirs()),
          line.ratio(),
          ofRatio ? limit : null,
          ofRatio ? null : limit,
          line.isMet(),
          line.note());
    }
  }
}
