package io.github.processing4j.functional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process holds: kinds of descriptors, threads, files. */
record Holdings(
    Map<String, Long> descriptors, Set<String> threads, Set<String> session, Set<String> temp) {

  static Holdings now() {
    return new Holdings(
        openDescriptors(), liveThreads(), sessionFiles(), Directories.list(tempDirectory()));
  }

  /** The same where there may be no session. */
  static Holdings ofNoSession() {
    return new Holdings(
        openDescriptors(), liveThreads(), Set.of(), Directories.list(tempDirectory()));
  }

  /** What these holdings have and others have not, or not as many. */
  Holdings without(Holdings others) {
    Map<String, Long> more = new TreeMap<>(descriptors);
    more.keySet()
        .removeIf(what -> descriptors.get(what) <= others.descriptors.getOrDefault(what, 0L));
    return new Holdings(
        more,
        difference(threads, others.threads),
        difference(session, others.session),
        difference(temp, others.temp));
  }

  boolean isNothing() {
    return descriptors.isEmpty() && threads.isEmpty() && session.isEmpty() && temp.isEmpty();
  }

  private static Set<String> difference(Set<String> all, Set<String> others) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(others);
    return left;
  }

  private static Map<String, Long> openDescriptors() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(Holdings::target)
          .filter(target -> !target.isEmpty() && !target.matches("/proc/\\d+(/task/\\d+)?/fd"))
          .map(target -> target.replaceAll("\\[\\d+]", ""))
          .collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // The one by which the directory is listed.
      return "";
    }
  }

  static Set<String> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        // The JDK's pool for Process.onExit keeps idle threads for a minute.
        .filter(name -> !name.startsWith("process reaper"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The session's directory: that of the lock that this JVM holds. */
  private static Set<String> sessionFiles() {
    Set<String> open = openDescriptors().keySet();
    String lock =
        open.stream()
            .filter(name -> name.endsWith("/alive"))
            .findAny()
            .orElseThrow(() -> new AssertionError("no lock of a session among " + open));
    return Directories.list(Path.of(lock).getParent());
  }

  private static Path tempDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
