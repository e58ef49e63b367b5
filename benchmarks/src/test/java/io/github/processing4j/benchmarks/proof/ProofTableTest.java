package io.github.processing4j.benchmarks.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTableTest {
  private final Measured idle = Measured.nothingYet(100, Mode.IDLE);
  private final Measured process = Measured.nothingYet(100, Mode.PROCESS);

  @Test
  void aFifthMoreThanIdleIsMet() {
    add(idle, 10);
    add(process, 12);
    assertEquals("| 1.20 | ≤ 1.20 | met |", verdict());
  }

  @Test
  void moreThanThatIsMissed() {
    add(idle, 10);
    add(process, 12.2);
    assertEquals("| 1.22 | ≤ 1.20 | MISSED |", verdict());
  }

  @Test
  void fewerThanOneInAThousandMayBeLonger() {
    for (int i = 0; i < 1999; i++) {
      add(idle, 10);
      add(process, 10);
    }
    add(idle, 10);
    add(process, 50);
    assertEquals("| 1.00 | ≤ 1.20 | met |", verdict());
  }

  private static void add(Measured to, double millis) {
    to.times().record((long) (millis * 1e6), 0, 1000, 0);
  }

  private String verdict() {
    String line =
        ProofTable.of(List.of(idle, process))
            .lines()
            .filter(each -> each.contains(Mode.PROCESS.toString()))
            .findFirst()
            .orElseThrow();
    return line.substring(line.lastIndexOf('|', line.indexOf("≤") - 3)).replaceAll(" +", " ");
  }
}
