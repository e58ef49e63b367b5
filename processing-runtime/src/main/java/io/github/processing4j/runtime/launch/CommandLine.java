package io.github.processing4j.runtime.launch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arguments that a process was started with, one by one. */
final class CommandLine {
  private static final Path OWN = Path.of("/proc/self/cmdline");

  private CommandLine() {}

  /** That of this JVM, with its program; empty where the platform does not tell. */
  static List<String> ofThisJvm() {
    try {
      // ProcessHandle.Info cuts what is longer than a page.
      return split(Files.readAllBytes(OWN), charset());
    } catch (IOException e) {
      List<String> all = new ArrayList<>();
      all.add("java");
      ProcessHandle.current().info().arguments().ifPresent(args -> all.addAll(List.of(args)));
      return all;
    }
  }

  static List<String> split(byte[] ended, Charset charset) {
    List<String> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < ended.length; i++) {
      if (ended[i] == 0) {
        all.add(new String(ended, start, i - start, charset));
        start = i + 1;
      }
    }
    return all;
  }

  /** The last words of a command line that are {@code told} with a space between; empty if none. */
  static List<String> tail(List<String> commandLine, String told) {
    int length = -1;
    for (int i = commandLine.size() - 1; i > 0 && length < told.length(); i--) {
      length += 1 + commandLine.get(i).length();
      if (length == told.length()) {
        List<String> tail = commandLine.subList(i, commandLine.size());
        if (String.join(" ", tail).equals(told)) {
          return List.copyOf(tail);
        }
      }
    }
    return List.of();
  }

  private static Charset charset() {
    String name = System.getProperty("sun.jnu.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
