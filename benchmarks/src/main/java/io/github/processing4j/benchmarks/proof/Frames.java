package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.benchmarks.measure.Machine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures the frame times of a render loop beside a job that makes garbage, and draws them.
 *
 * <p>How, and how to read it, is in {@code docs/benchmarks.md}.
 */
@Command(
    name = "frames",
    description =
        "Measures the frame times of a render loop: idle, beside a job that makes garbage in a thread"
            + " of the same JVM, and beside the same job in a process.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Frames implements Callable<Integer> {
  private static final int MOST_FPS = 1_000;

  @Option(
      names = "--fps",
      paramLabel = "N",
      split = ",",
      defaultValue = "60,240",
      description = "Frame rates; by default ${DEFAULT-VALUE}.")
  private List<Integer> fps = new ArrayList<>();

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "How many frames count, of each mode at each rate; by default 15000, or 60 with --quick.")
  private @Nullable Integer frames;

  @Option(
      names = "--slice",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long one mode runs until it is the next one's turn; by default 10.")
  private double sliceSeconds;

  @Option(
      names = "--modes",
      paramLabel = "MODE",
      split = ",",
      defaultValue = "idle,thread,process",
      completionCandidates = ModeNames.class,
      description =
          "Where the job runs, of: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
  private List<String> modes = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes frame-times.md, frame-times.svg and frame-times.png there too; it is made if it"
              + " does not exist.")
  private @Nullable Path directory;

  @Option(
      names = "--quick",
      description = "Only see that everything works: the numbers mean little.")
  private boolean quick;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  /** Answers 0; a target that was missed is no failure. */
  @Override
  public Integer call() throws Exception {
    Proof.Plan plan = plan();
    if (directory != null) {
      Files.createDirectories(directory); // before minutes are spent
    }
    String machine =
        Machine.here(null).describe()
            + (quick
                ? "\nQuick:   only to see that everything works; the numbers mean little"
                : "");
    out.println(machine + "\n");
    List<Measured> all = new Proof(plan, System.err).run();
    String tables = ProofTable.of(all);
    out.print(tables);
    if (directory != null) {
      Files.writeString(
          directory.resolve("frame-times.md"), "```\n" + machine + "\n```\n\n" + tables);
      PercentilePlot plot = new PercentilePlot(all);
      plot.writePng(directory.resolve("frame-times.png"));
      plot.writeSvg(directory.resolve("frame-times.svg"));
    }
    return 0;
  }

  private Proof.Plan plan() {
    for (int rate : fps) {
      require(rate >= 1 && rate <= MOST_FPS, "--fps " + rate + ": 1 to " + MOST_FPS);
    }
    int count = frames != null ? frames : quick ? 60 : 15_000;
    require(count >= 1, "--frames " + count + ": at least 1");
    require(sliceSeconds > 0, "--slice " + sliceSeconds + ": more than 0");
    return new Proof.Plan(
        List.copyOf(new LinkedHashSet<>(fps)), chosen(), count, sliceSeconds, quick ? 0.1 : 2);
  }

  private List<Mode> chosen() {
    Set<Mode> chosen = new LinkedHashSet<>();
    chosen.add(Mode.IDLE); // what all others are compared with
    for (String name : modes) {
      chosen.add(
          Arrays.stream(Mode.values())
              .filter(mode -> mode.option().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      error(
                          "no mode '"
                              + name
                              + "'; there are "
                              + String.join(", ", new ModeNames().names()))));
    }
    return List.copyOf(chosen);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw error(message);
    }
  }

  private ParameterException error(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** For the help. */
  private static final class ModeNames implements Iterable<String> {
    List<String> names() {
      return Arrays.stream(Mode.values()).map(Mode::option).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }
}
