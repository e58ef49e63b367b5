package io.github.processing4j.samples.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S03CirclesIT {
  private static final long TIMEOUT_SECONDS = 240; // OpenCV is unpacked at the first run
  private static final int SIZE = 512;
  private static final int RADIUS = 63;
  private static final int RED = 0xFFFF0000;
  private static final int BLACK = 0xFF000000;

  @Test
  void draws500CirclesInAnotherProcess(@TempDir Path directory) throws Exception {
    Path circles = directory.resolve("circles");
    List<String> out = run(directory, circles);

    assertEquals("frame    1: Processing", out.get(0));
    assertTrue(out.get(out.size() - 2).matches("frame +\\d+: Ready"), out::toString);
    assertEquals("500 circles of radius 63 are in " + circles, out.get(out.size() - 1));

    try (Stream<Path> files = Files.list(circles)) {
      List<Path> images = files.toList();
      assertEquals(500, images.size());
      for (Path image : images) {
        assertIsCircle(image);
      }
    }
  }

  /** Runs the sample in a JVM of its own without a flag; answers what it printed on stdout. */
  private static List<String> run(Path directory, Path circles)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            S03Circles.class.getName(),
            circles.toString());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    Process program = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
      fail("still running after " + TIMEOUT_SECONDS + " s: " + Files.readString(out));
    }
    assertEquals("", Files.readString(err), "stderr");
    assertEquals(0, program.exitValue(), () -> "exit code");
    return Files.readAllLines(out);
  }

  /** All red lies within the radius of a centre in the image, and all else is black. */
  private static void assertIsCircle(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(SIZE, image.getWidth(), file::toString);
    assertEquals(SIZE, image.getHeight(), file::toString);
    int[] pixels = image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);

    int left = SIZE;
    int right = -1;
    int top = SIZE;
    int bottom = -1;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] == RED) {
        left = Math.min(left, i % SIZE);
        right = Math.max(right, i % SIZE);
        top = Math.min(top, i / SIZE);
        bottom = Math.max(bottom, i / SIZE);
      }
    }
    // The centre is in the image, so of two opposite edges one at least is not cut off.
    int x = left > 0 ? left + RADIUS : right - RADIUS;
    int y = top > 0 ? top + RADIUS : bottom - RADIUS;
    for (int i = 0; i < pixels.length; i++) {
      double distance = Math.hypot(i % SIZE - x, i / SIZE - y);
      boolean red = pixels[i] == RED;
      boolean fits = red ? distance < RADIUS + 1 : pixels[i] == BLACK && distance > RADIUS - 1;
      if (!fits) {
        fail(
            file
                + ": pixel "
                + i % SIZE
                + ","
                + i / SIZE
                + " is "
                + Integer.toHexString(pixels[i]));
      }
    }
  }
}
