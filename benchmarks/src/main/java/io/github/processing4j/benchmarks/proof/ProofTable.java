package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.benchmarks.measure.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What came out, as three tables in Markdown. */
final class ProofTable {
  /** How many times the idle loop's the p99.9 frame time beside a process may be. */
  static final double TARGET = 1.2;

  private static final double THREE_NINES = 99.9;

  private ProofTable() {}

  static String of(List<Measured> all) {
    return "Frame time, from the start of a frame to the start of the next, in ms:\n\n"
        + frameTimes(all)
        + "\nHow late frames started, and how long was spent inside of them, in ms:\n\n"
        + insideOf(all)
        + "\nWhat the job did meanwhile, and the collectors:\n\n"
        + jobs(all);
  }

  private static String frameTimes(List<Measured> all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "fps",
            "mode",
            "frames",
            "p50",
            "p99",
            "p99.9",
            "worst",
            "late",
            "dropped",
            "p99.9 to idle",
            "target",
            ""));
    for (Measured each : all) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(each.fps()));
      row.add(each.mode().toString());
      row.add(Long.toString(each.times().frames()));
      addQuantiles(row, each.times().frameTime());
      row.add(Long.toString(each.times().late()));
      row.add(Long.toString(each.times().dropped()));
      addVerdict(row, each, idleOf(ofRate(all, each.fps())));
      rows.add(row);
    }
    return Markdown.table(rows);
  }

  private static void addVerdict(List<String> row, Measured each, Measured idle) {
    if (each.mode() == Mode.IDLE) {
      row.addAll(List.of("", "", ""));
      return;
    }
    double ratio = each.frameMillis(THREE_NINES) / idle.frameMillis(THREE_NINES);
    row.add(String.format(Locale.ROOT, "%.2f", ratio));
    if (each.mode() == Mode.PROCESS) {
      row.add(String.format(Locale.ROOT, "≤ %.2f", TARGET));
      row.add(ratio <= TARGET ? "met" : "MISSED");
    } else {
      row.addAll(List.of("", ""));
    }
  }

  private static String insideOf(List<Measured> all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "fps",
            "mode",
            "late by: p50",
            "p99",
            "p99.9",
            "worst",
            "inside: p50",
            "p99",
            "p99.9",
            "worst"));
    for (Measured each : all) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(each.fps()));
      row.add(each.mode().toString());
      addQuantiles(row, each.times().lateness());
      addQuantiles(row, each.times().inside());
      rows.add(row);
    }
    return Markdown.table(rows);
  }

  private static String jobs(List<Measured> all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "fps",
            "mode",
            "job allocated, MB/s",
            "collections in its JVM",
            "they took, ms",
            "collections in the loop's JVM",
            "they took, ms",
            "loop's thread allocated, bytes"));
    for (Measured each : all) {
      Tally tally = each.tally();
      boolean hasJob = each.mode() != Mode.IDLE;
      rows.add(
          List.of(
              Integer.toString(each.fps()),
              each.mode().toString(),
              hasJob ? String.format(Locale.ROOT, "%.0f", tally.jobMegabytesPerSecond()) : "",
              hasJob ? Long.toString(tally.jobCollections()) : "",
              hasJob ? Long.toString(tally.jobCollectionMillis()) : "",
              Long.toString(tally.loopCollections()),
              Long.toString(tally.loopCollectionMillis()),
              Long.toString(tally.loopBytes())));
    }
    return Markdown.table(rows);
  }

  private static void addQuantiles(List<String> row, Histogram nanos) {
    row.add(millis(nanos.getValueAtPercentile(50)));
    row.add(millis(nanos.getValueAtPercentile(99)));
    row.add(millis(nanos.getValueAtPercentile(THREE_NINES)));
    row.add(millis(nanos.getMaxValue()));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  private static List<Measured> ofRate(List<Measured> all, int fps) {
    return all.stream().filter(each -> each.fps() == fps).toList();
  }

  /** The idle one of these. */
  static Measured idleOf(List<Measured> modes) {
    return modes.stream().filter(each -> each.mode() == Mode.IDLE).findFirst().orElseThrow();
  }
}
