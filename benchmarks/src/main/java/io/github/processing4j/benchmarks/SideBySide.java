package io.github.processing4j.benchmarks;

import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Machine;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.Python;
import io.github.processing4j.benchmarks.proof.Frames;
import io.github.processing4j.benchmarks.row.Row;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs this library beside its peers, in turns, and prints one table.
 *
 * <p>What each row measures, and how to read it, is in {@code docs/benchmarks.md}.
 */
@Command(
    name = "java -jar benchmarks/target/benchmarks.jar",
    description = "Runs processing4j beside its peers, in turns, and prints one table.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = Frames.class)
public final class SideBySide implements Callable<Integer> {
  private static final int QUICK_REPETITIONS = 5;

  @Option(
      names = "--reps",
      paramLabel = "N",
      description = "Repetitions of what takes milliseconds; by default 40, or 5 with --quick.")
  private @Nullable Integer repetitions;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = RowNames.class,
      description = "Measure these rows alone: ${COMPLETION-CANDIDATES}.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything to this file too, with all samples.")
  private @Nullable Path json;

  @Option(
      names = "--quick",
      description = "Only see that everything works: the numbers mean little.")
  private boolean quick;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final PrintStream progress = System.err;

  /** Runs it; {@code --help} tells the options. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SideBySide()).execute(args));
  }

  /** Answers 0, or 1 if a row failed; a target that was missed is no failure. */
  @Override
  public Integer call() throws Exception {
    List<Row> rows = chosen();
    Settings settings = settings();
    List<Line> lines = new ArrayList<>();
    boolean failed = false;
    try (Peers peers = Peers.find()) {
      Python python = peers.python();
      Machine machine = Machine.here(python == null ? "missing" : python.version());
      out.println(machine.describe());
      if (quick) {
        out.println("Quick:   only to see that everything works; the numbers mean little");
      }
      Set<String> notes = new LinkedHashSet<>();
      for (Row row : rows) {
        progress.println("measuring " + row.name() + " …");
        try {
          lines.addAll(row.measure(settings, peers));
          notes.addAll(row.notes());
        } catch (Exception e) {
          failed = true;
          progress.println(row.name() + " failed:");
          e.printStackTrace(progress);
        }
      }
      out.println();
      out.print(Table.of(lines));
      for (String note : notes) {
        out.println("\n" + note);
      }
      if (json != null) {
        Report.of(machine, settings, lines, List.copyOf(notes)).writeTo(json);
      }
    }
    return failed ? 1 : 0;
  }

  private Settings settings() {
    int count = repetitions != null ? repetitions : quick ? QUICK_REPETITIONS : 40;
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--reps must be at least 1");
    }
    return new Settings(count, quick);
  }

  private List<Row> chosen() {
    if (only.isEmpty()) {
      return Row.ALL;
    }
    List<String> names = new RowNames().names();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "no row '" + name + "'; there are " + String.join(", ", names));
      }
    }
    return Row.ALL.stream().filter(row -> only.contains(row.name())).toList();
  }

  /** For the help. */
  private static final class RowNames implements Iterable<String> {
    List<String> names() {
      return Row.ALL.stream().map(Row::name).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }
}
