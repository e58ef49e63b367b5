package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spawn.SubprocessStartException;

/** The Python that the samples need. */
final class Python {
  private Python() {}

  /** Its path. Where there is none the test is skipped; in CI it fails. */
  static String required() {
    try {
      return Subprocess.python();
    } catch (SubprocessStartException e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail("needs python3", e);
      }
      return abort("needs python3");
    }
  }
}
