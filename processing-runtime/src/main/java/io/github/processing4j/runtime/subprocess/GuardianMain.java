package io.github.processing4j.runtime.subprocess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The {@link GuardianHelper} where there is no shell. */
final class GuardianMain {
  private GuardianMain() {}

  /** Reads lines until its stdin ends, and kills what is left. */
  public static void main(String[] args) throws IOException {
    Map<Long, String> left = new HashMap<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      Long pid = Long.valueOf(words[1]);
      if (words[0].equals("+")) {
        left.put(pid, words[2]);
      } else {
        left.remove(pid);
      }
    }
    for (Map.Entry<Long, String> each : left.entrySet()) {
      Optional<ProcessHandle> process = ProcessHandle.of(each.getKey());
      if (process.isPresent() && GuardianHelper.begin(process.get()).equals(each.getValue())) {
        ProcessTree.of(process.get()).kill();
      }
    }
  }
}
