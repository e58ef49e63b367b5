package io.github.processing4j.benchmarks.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.benchmarks.PackagedJar;
import io.github.processing4j.benchmarks.PackagedJar.Ran;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Runs the command as its users do. Looks at what it prints and draws, never at how good it is. */
@Timeout(240)
class FramesIT {
  private static final int TABLES = 3;

  @TempDir private Path directory;
  private PackagedJar jar;

  @BeforeEach
  void setUp() {
    jar = new PackagedJar(directory);
  }

  @Test
  void oneCommandPrintsTheTablesAndDrawsThePlot() throws Exception {
    Path out = directory.resolve("made").resolve("here");
    Ran ran = jar.run(List.of("frames", "--quick", "--frames", "30", "--out", out.toString()));
    assertEquals(0, ran.exitCode(), ran.errors());
    assertTrue(ran.output().startsWith("JDK: "), ran.output());

    List<List<String>> rows = rows(ran.output());
    assertEquals(TABLES * (1 + 2 * 3), rows.size(), ran.output());
    for (int fps : new int[] {60, 240}) {
      for (String mode : List.of("idle: no job", "job in a thread", "job in a process")) {
        List<List<String>> of =
            rows.stream()
                .filter(row -> row.get(0).equals("" + fps) && row.get(1).equals(mode))
                .toList();
        assertEquals(TABLES, of.size(), ran.output());
        assertEquals("30", of.get(0).get(2), ran.output());
        assertPercentilesRise(of.get(0).subList(3, 7));
        assertPercentilesRise(of.get(1).subList(2, 6));
        assertPercentilesRise(of.get(1).subList(6, 10));
        boolean isTarget = mode.equals("job in a process");
        assertEquals(isTarget ? "≤ 1.20" : "", of.get(0).get(10), ran.output());
        assertEquals(isTarget, List.of("met", "MISSED").contains(of.get(0).get(11)), ran.output());
        if (!mode.startsWith("idle")) {
          assertTrue(Long.parseLong(of.get(2).get(2)) > 0, "the job made garbage: " + ran.output());
        }
      }
    }
    assertTrue(
        Files.readString(out.resolve("frame-times.md")).endsWith(ran.output().split("\n\n", 2)[1]));
    assertIsPicture(out.resolve("frame-times.png"));
    assertIsDrawing(out.resolve("frame-times.svg"));
  }

  @Test
  void aModeThatIsNotThereIsRefused() throws Exception {
    Ran ran = jar.run(List.of("frames", "--modes", "idle,porcess"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.errors().contains("no mode 'porcess'; there are idle, thread"), ran.errors());
  }

  @Test
  void aRateThatNoLoopKeepsIsRefused() throws Exception {
    Ran ran = jar.run(List.of("frames", "--fps", "60,0"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.errors().contains("--fps 0: 1 to 1000"), ran.errors());
  }

  /** The cells of all tables, heads and all, without the rules below the heads. */
  private static List<List<String>> rows(String output) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("|") && !line.startsWith("| --")) {
        String inner = line.substring(1, line.length() - 1);
        rows.add(Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return rows;
  }

  private static void assertPercentilesRise(List<String> millis) {
    double before = 0;
    for (String each : millis) {
      assertTrue(Double.parseDouble(each) >= before, millis.toString());
      before = Double.parseDouble(each);
    }
  }

  private static void assertIsPicture(Path file) throws Exception {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(2 * 960, image.getWidth());
    int background = image.getRGB(0, 0);
    int drawn = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (image.getRGB(x, y) != background) {
          drawn++;
        }
      }
    }
    assertTrue(drawn > 20_000, drawn + " pixels are not background");
  }

  private static void assertIsDrawing(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element svg = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    assertEquals("svg", svg.getNodeName());
    assertNotEquals("", svg.getAttribute("width"));
    assertNotEquals("", svg.getAttribute("viewBox"));
    String text = svg.getTextContent();
    for (String part :
        List.of(
            "job in a thread",
            "job in a process",
            "percentile of the frames",
            "60 fps",
            "240 fps",
            "p90")) {
      assertTrue(text.contains(part), part);
    }
  }
}
