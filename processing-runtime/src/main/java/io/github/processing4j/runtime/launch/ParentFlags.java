package io.github.processing4j.runtime.launch;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of the flags of this JVM a child gets too.
 *
 * <p>Not inherited are debuggers, profilers and other agents, unless asked for; and what two JVMs
 * cannot share: ports, log and archive files.
 */
final class ParentFlags {
  private static final Pattern DEBUGGER =
      Pattern.compile("-agentlib:jdwp.*|-Xrunjdwp.*|-Xdebug|-Xnoagent");
  private static final Pattern AGENT =
      Pattern.compile("-javaagent:.*|-agentlib:.*|-agentpath:.*|-Xrun.*");
  private static final Pattern NOT_SHARED =
      Pattern.compile(
          "-Dcom\\.sun\\.management\\.(jmxremote\\.)?(rmi\\.|registry\\.)?\\w*port=.*"
              + "|-Dcom\\.sun\\.management\\.jmxremote\\..*"
              + "|-XX:StartFlightRecording.*|-XX:\\+?FlightRecorder.*"
              + "|-Xloggc:.*|-Xlog:.*file=.*|-XX:LogFile=.*"
              + "|-XX:ArchiveClassesAtExit=.*|-XX:\\+AutoCreateSharedArchive|-XX:AOTCacheOutput=.*"
              + "|-XX:AOTMode=(record|create)|-XX:AOTConfiguration=.*"
              + "|-splash:.*|exit|abort|vfprintf");
  private static final Pattern HEAP_SIZE =
      Pattern.compile(
          "-Xm[xsn].*|-XX:(Max|Min|Initial|SoftMax)HeapSize=.*|-XX:(Max)?NewSize=.*"
              + "|-XX:(Max|Min|Initial)RAM(Percentage|Fraction)=.*|-XX:MaxRAM=.*");

  /** Given to the launcher, and told again by the JVM. The launch gives them anew. */
  private static final Set<String> MODULE_OPTIONS =
      Set.of("--module-path", "-p", "--class-path", "-cp", "-classpath");

  private ParentFlags() {}

  /** The flags of this JVM, as it tells them; they name no class path. */
  static List<String> ofThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Those that a child gets. */
  static List<String> inheritable(List<String> flags, boolean agents, boolean heap) {
    List<String> kept = new ArrayList<>();
    for (String flag : flags) {
      int value = flag.indexOf('=');
      boolean drop =
          DEBUGGER.matcher(flag).matches()
              || (!agents && AGENT.matcher(flag).matches())
              || NOT_SHARED.matcher(flag).matches()
              || (!heap && HEAP_SIZE.matcher(flag).matches())
              || MODULE_OPTIONS.contains(value < 0 ? flag : flag.substring(0, value));
      if (!drop) {
        kept.add(flag);
      }
    }
    return kept;
  }

  /** A variable such as JAVA_TOOL_OPTIONS, as a child gets it. */
  static String inheritableVariable(String options, boolean agents) {
    return String.join(" ", inheritable(List.of(options.trim().split("\\s+")), agents, true));
  }
}
