package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class S09WorkersIT {
  private static final Pattern RESULT =
      Pattern.compile("Process-[1-4]: ((\\d+) ([*+]) (\\d)) = (\\d+)");

  @Test
  void eachTaskIsDoneOnceByOneOfTheWorkers() throws Exception {
    List<String> out = Ran.main(S09Workers.class).orFail().out();

    assertEquals("30 results of 4 workers, all of them stopped", out.get(30));
    assertEquals(31, out.size());
    assertEquals(20, tasks(out.subList(0, 20), "*", 7).size());
    assertEquals(10, tasks(out.subList(20, 30), "+", 8).size());
  }

  private static TreeSet<String> tasks(List<String> lines, String operation, int b) {
    TreeSet<String> tasks = new TreeSet<>();
    for (String line : lines) {
      Matcher result = RESULT.matcher(line);
      assertTrue(result.matches(), line);
      int a = Integer.parseInt(result.group(2));
      assertEquals(operation, result.group(3), line);
      assertEquals(b, Integer.parseInt(result.group(4)), line);
      assertEquals(operation.equals("*") ? a * b : a + b, Integer.parseInt(result.group(5)), line);
      assertTrue(a < lines.size() && tasks.add(result.group(1)), line);
    }
    return tasks;
  }
}
