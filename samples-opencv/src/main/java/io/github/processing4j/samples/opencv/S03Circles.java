package io.github.processing4j.samples.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.frame.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Image processing with OpenCV: {@code text_pyThreads_openCV} of TouchDesigner's threading example.
 *
 * <p>It draws 500 images with a red circle at a random place, and writes them as files. A loop that
 * did that would stand still; a thread that did it could take the loop down with it, for OpenCV is
 * native code, and a fault there ends the whole JVM. Here it runs in a process: the loop goes on, shows
 * how far it is, and would go on after a fault too.
 *
 * <p>OpenCV comes from Maven Central, with the native libraries of this platform; at the first run
 * JavaCPP, which binds them, unpacks them into {@code ~/.javacpp/cache}.
 *
 * <p>Prints, with other numbers and another directory:
 *
 * <pre>
 * frame    1: Processing
 * frame   60: Processing, 213 of 500 circles
 * frame  103: Ready
 * 500 circles of radius 63 are in /tmp/circles-4711
 * </pre>
 *
 * <p>Run {@code main} in an IDE, with the profile {@code opencv} active, or: {@code mvn -q -Popencv
 * -DskipTests package && java -jar samples-opencv/target/samples-opencv.jar [DIRECTORY]}
 */
final class S03Circles {
  private static final int CIRCLES = 500;
  private static final int SIZE = 512;
  private static final int RADIUS = 63;
  private static final int FRAMES_PER_LINE = 60;

  private S03Circles() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("circles-");
    Files.createDirectories(directory);

    FrameWorker<Integer> worker =
        FrameWorker.builder(S03Circles::drawCircles, directory.toString())
            .name("circles")
            .jvm(nativeAccess())
            .startInProcess();
    int frame = 1;
    for (; worker.poll() == Status.PROCESSING; frame++) {
      if (frame == 1) {
        System.out.println("frame    1: Processing");
      } else if (frame % FRAMES_PER_LINE == 0) {
        System.out.printf("frame %4d: Processing, %s%n", frame, worker.progress().message());
      }
      Thread.sleep(1000 / 60);
    }
    System.out.printf("frame %4d: %s%n", frame, worker.poll());
    if (worker.result() == null) {
      throw new IllegalStateException("there are no circles", worker.failure());
    }
    System.out.printf("%d circles of radius %d are in %s%n", worker.result(), RADIUS, directory);
  }

  /** Lets the child load native code without a warning, which Java prints since 24. */
  private static JvmOptions nativeAccess() {
    return Runtime.version().feature() < 24
        ? JvmOptions.inherited()
        : JvmOptions.builder().flags("--enable-native-access=ALL-UNNAMED").build();
  }

  /** Draws and writes the images, in the other process. */
  static int drawCircles(String directory, Progress progress) throws IOException {
    Random random = new Random();
    for (int n = 1; n <= CIRCLES; n++) {
      Path file = Path.of(directory, String.format("circle-%03d.png", n));
      try (Scalar black = new Scalar(0, 0, 0, 0);
          Scalar red = new Scalar(0, 0, 255, 0); // blue, green, red
          Mat image = new Mat(SIZE, SIZE, CV_8UC3, black);
          Point center = new Point(random.nextInt(SIZE), random.nextInt(SIZE))) {
        circle(image, center, RADIUS, red, FILLED, LINE_8, 0);
        if (!imwrite(file.toString(), image)) {
          throw new IOException("OpenCV could not write " + file);
        }
      }
      progress.update((double) n / CIRCLES, n + " of " + CIRCLES + " circles");
    }
    return CIRCLES;
  }
}
