package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the flags of this JVM a child gets too.
 *
 * <p>Not inherited are debuggers, profilers and other agents, unless asked for; what two JVMs cannot
 * share: ports, log and archive files; and what the child's own options replace: a collector replaces
 * the collector, a maximum heap all heap sizes.
 */
final class ParentFlags {
  private static final Pattern DEBUGGER =
      Pattern.compile("-agentlib:jdwp.*|-Xrunjdwp.*|-Xdebug|-Xnoagent");
  private static final Pattern AGENT =
      Pattern.compile("-javaagent:.*|-agentlib:.*|-agentpath:.*|-Xrun.*");

  /** A file may be shared if its name has the pid in it. */
  private static final Pattern NOT_SHARED =
      Pattern.compile(
          "-Dcom\\.sun\\.management\\.(jmxremote\\.)?(rmi\\.|registry\\.)?\\w*port=.*"
              + "|-Dcom\\.sun\\.management\\.(jmxremote\\.|config\\.).*"
              + "|-XX:StartFlightRecording.*|-XX:\\+?FlightRecorder.*"
              + "|(?!.*%p)(-Xloggc:.*|-XX:LogFile=.*|-Xlog:[^:]*:(file=|(?!stdout|stderr)[^:]).*)"
              + "|-XX:ArchiveClassesAtExit=.*|-XX:\\+AutoCreateSharedArchive"
              + "|-XX:SharedArchiveFile=.*|-Xshare:(on|dump)|-XX:AOT\\w+=.*"
              + "|-splash:.*|exit|abort|vfprintf");

  private static final Pattern HEAP_SIZE =
      Pattern.compile(
          "-Xm[xsn].*|-XX:(Max|Min|Initial|SoftMax)HeapSize=.*|-XX:(Max)?NewSize=.*"
              + "|-XX:(Max|Min|Initial)RAM(Percentage|Fraction)=.*|-XX:MaxRAM=.*");
  private static final Pattern MAX_HEAP =
      Pattern.compile("-Xmx.*|-XX:MaxHeapSize=.*|-XX:MaxRAM(Percentage|Fraction)?=.*");
  private static final Pattern COLLECTOR =
      Pattern.compile(
          "-XX:[+-]Use(Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Z|Shenandoah|Epsilon)GC");

  /** Class path and main module, which the launch gives anew. */
  private static final Pattern OF_THE_LAUNCH =
      Pattern.compile(
          "(--module-path|-p|--class-path|-cp|-classpath)(=.*)?"
              + "|-Djdk\\.module\\..*|-Djava\\.class\\.path=.*");

  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  private final boolean agents;
  private final boolean heap;
  private final boolean collector;

  /** Flags for a child with these options. */
  ParentFlags(JvmOptions options) {
    agents = options.inheritsAgents();
    heap = options.heapBytes() == 0 && !anyMatches(options.flags(), MAX_HEAP);
    collector = !anyMatches(options.flags(), COLLECTOR);
  }

  /** The flags of this JVM, as it tells them. */
  static List<String> ofThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Those that the child gets. */
  List<String> inheritable(List<String> flags) {
    List<String> kept = new ArrayList<>();
    for (String flag : flags) {
      if (isInheritable(flag)) {
        kept.add(CodePath.absoluteFlag(flag));
      }
    }
    return kept;
  }

  /** Whether the child would get all of these. */
  boolean areInheritable(List<String> flags) {
    for (String flag : flags) {
      if (!isInheritable(flag)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A variable such as JAVA_TOOL_OPTIONS, as the child gets it: as it is, if all that is in it is
   * inherited.
   *
   * @return null if nothing is left of it
   */
  @Nullable String inheritableVariable(String options) {
    List<String> kept = new ArrayList<>();
    boolean all = true;
    Matcher words = WORD.matcher(options);
    while (words.find()) {
      String word = words.group();
      // What an argument file holds is known by the flags of this JVM.
      if (word.startsWith("@") || !isInheritable(word.replaceAll("[\"']", ""))) {
        all = false;
      } else {
        kept.add(word);
      }
    }
    if (all) {
      return options;
    }
    return kept.isEmpty() ? null : String.join(" ", kept);
  }

  private boolean isInheritable(String flag) {
    return !(DEBUGGER.matcher(flag).matches()
        || (!agents && AGENT.matcher(flag).matches())
        || NOT_SHARED.matcher(flag).matches()
        || (!heap && HEAP_SIZE.matcher(flag).matches())
        || (!collector && COLLECTOR.matcher(flag).matches())
        || OF_THE_LAUNCH.matcher(flag).matches());
  }

  private static boolean anyMatches(List<String> flags, Pattern pattern) {
    for (String flag : flags) {
      if (pattern.matcher(flag).matches()) {
        return true;
      }
    }
    return false;
  }
}
