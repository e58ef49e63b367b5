package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S02TextFileIT {

  @Test
  void writesNumberedLinesWhileTheLoopGoesOn(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("lines.txt");
    List<String> out = Ran.main(S02TextFile.class, file.toString()).orFail().out();

    assertEquals("frame    1  Processing", out.get(0));
    assertTrue(Pattern.matches("frame +\\d+  Ready", out.get(1)), out.get(1));
    String end = " has 100000 lines; \\d+ frames were drawn while they were written";
    assertTrue(Pattern.matches(Pattern.quote(file.toString()) + end, out.get(2)), out.get(2));
    assertEquals(3, out.size());
    assertEquals(
        IntStream.rangeClosed(1, 100_000).mapToObj(number -> "line " + number).toList(),
        Files.readAllLines(file));
  }
}
