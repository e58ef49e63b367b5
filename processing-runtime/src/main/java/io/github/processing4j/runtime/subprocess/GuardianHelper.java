package io.github.processing4j.runtime.subprocess;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The helper process of the {@link Guardian}: a shell, or where there is none a small JVM.
 *
 * <p>The shell ignores what a terminal sends to all of its processes. At the end it suspends what it
 * is going to kill, and looks for children until there are no more, so that none is started meanwhile.
 */
final class GuardianHelper {
  /** Set to {@code java}, the helper is a JVM everywhere. For tests. */
  private static final String PROPERTY = "processing4j.guardian";

  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path SYSTEM = Path.of("/proc");

  /** Where the time at which a process began is, after its name, in its file {@code stat}. */
  private static final int BEGIN_FIELD = 19;

  private static final String UNKNOWN = "-";

  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      all=' '
      while read -r op pid begin; do
        case $op in
        +) all="$all$pid:$begin " ;;
        -) case $all in
           *" $pid:"*) rest=${all#*" $pid:"}; all="${all%%" $pid:"*} ${rest#* }" ;;
           esac ;;
        esac
      done
      stat_of() { { read -r stat < "/proc/$1/stat"; } 2>/dev/null; }
      parents() {
        if [ -r /proc/self/stat ]; then
          for file in /proc/[0-9]*; do
            stat_of "${file#/proc/}" || continue
            set -- ${stat##*) }
            echo "${file#/proc/} $2"
          done
        else
          ps -A -o pid= -o ppid=
        fi
      }
      doomed=' '
      for each in $all; do
        pid=${each%%:*} begin=${each#*:}
        if [ "$begin" != - ]; then
          stat_of "$pid" || continue
          set -- ${stat##*) }
          [ "${20}" = "$begin" ] || continue
        fi
        kill -STOP "$pid" 2>/dev/null && doomed="$doomed$pid "
      done
      more=$doomed
      while [ -n "${more# }" ]; do
        more=
        set -- $(parents)
        while [ $# -gt 1 ]; do
          case $doomed in
          *" $1 "*) ;;
          *" $2 "*) kill -STOP "$1" 2>/dev/null; doomed="$doomed$1 "; more=1 ;;
          esac
          shift 2
        done
      done
      for pid in $doomed; do
        kill -KILL "$pid" 2>/dev/null
      done
      """;

  private GuardianHelper() {}

  static Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(usesShell() ? shell() : java());
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    builder.directory(new File(System.getProperty("java.home"))); // the user's may be unmounted
    return builder.start();
  }

  static boolean usesShell() {
    return !"java".equals(System.getProperty(PROPERTY)) && Files.isExecutable(SHELL);
  }

  private static List<String> shell() {
    return List.of(SHELL.toString(), "-c", SCRIPT, "processing4j-guardian");
  }

  private static List<String> java() throws IOException {
    List<String> command = new ArrayList<>();
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    boolean windows = File.separatorChar == '\\';
    command.add(bin.resolve(windows ? "java.exe" : "java").toString());
    command.addAll(List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    CodeSource source = GuardianMain.class.getProtectionDomain().getCodeSource();
    URL code = source == null ? null : source.getLocation();
    if (code != null && code.getProtocol().equals("file")) {
      command.add("-cp");
      command.add(Path.of(URI.create(code.toString())).toString());
      command.add(GuardianMain.class.getName());
    } else if (code != null && code.getProtocol().equals("jrt")) {
      command.add("-m");
      command.add(GuardianMain.class.getModule().getName() + "/" + GuardianMain.class.getName());
    } else {
      throw new IOException("its class cannot be given to a JVM: it is at " + code);
    }
    return command;
  }

  /** When a process began, as the helper tells it from one that has its pid later. */
  static String beginOf(ProcessHandle process) {
    if (!usesShell()) {
      return begin(process);
    }
    if (!Files.isReadable(SYSTEM.resolve("self/stat"))) {
      return UNKNOWN;
    }
    try {
      String stat = Files.readString(SYSTEM.resolve(process.pid() + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[BEGIN_FIELD];
    } catch (IOException e) {
      return "0"; // it has ended already
    }
  }

  /** The same by Java alone. */
  static String begin(ProcessHandle process) {
    Optional<Instant> begin = process.info().startInstant();
    return begin.isPresent() ? Long.toString(begin.get().toEpochMilli()) : UNKNOWN;
  }
}
