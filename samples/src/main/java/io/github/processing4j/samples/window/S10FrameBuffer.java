package io.github.processing4j.samples.window;

import io.github.processing4j.Process;
import io.github.processing4j.frame.FrameBuffer;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UnsupportedLookAndFeelException;

/**
 * A window that shows what another process paints.
 *
 * <p>The painter writes 60 frames a second into a {@link FrameBuffer}. Once per frame of its own the
 * window asks for the newest one, which costs it a look at shared memory, and copies its pixels. Neither
 * waits for the other, and no frame is half of one and half of the next.
 *
 * <p>Shows the picture, the number of its frame, who has painted it, and how many frames were passed over
 * because the window had no time for them. The button kills the painter, in the midst of a frame or not:
 * the window keeps the last whole frame, and goes on with the next painter's.
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.window.S10FrameBuffer}
 */
final class S10FrameBuffer {
  private final FrameBuffer frames = FrameBuffer.create(Painter.BYTES);
  private final BufferedImage image =
      new BufferedImage(Painter.WIDTH, Painter.HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  private final Picture picture = new Picture();
  private final JLabel told = new JLabel("the first frame comes");
  private final JButton button = new JButton("Kill the painter");

  private Process painter;
  private boolean painting = true;
  private long shown; // the number of the frame that is shown
  private long passedOver;

  private S10FrameBuffer() {}

  public static void main(String[] args) throws UnsupportedLookAndFeelException {
    System.setProperty("awt.useSystemAAFontSettings", "on"); // where no desktop says so
    S08Window.requireDisplay();
    Look.install();
    EventQueue.invokeLater(() -> new S10FrameBuffer().open());
  }

  private void open() {
    painter = Painter.start(frames);
    picture.setPreferredSize(new Dimension(Painter.WIDTH, Painter.HEIGHT));
    told.setName("told");
    button.setName("button");
    button.addActionListener(pressed -> killOrStart());

    JPanel below = new JPanel(new BorderLayout(12, 12));
    below.add(told);
    below.add(button, BorderLayout.EAST);
    JPanel content = new JPanel(new BorderLayout(12, 12));
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
    content.add(picture);
    content.add(below, BorderLayout.SOUTH);

    JFrame window = new JFrame("processing4j: painted by another process");
    window.setDefaultCloseOperation(JFrame.EXIT_ON_CLOSE); // the painter ends with this process
    window.setContentPane(content);
    window.pack();
    window.setLocationRelativeTo(null);
    window.setVisible(true);
    FrameClock.start(this::drawFrame);
  }

  private void killOrStart() {
    if (painting) {
      painter.kill();
    } else {
      painter = Painter.start(frames);
    }
    painting = !painting;
    button.setText(painting ? "Kill the painter" : "Start another");
  }

  /** One frame: all that the window does on its own. */
  private void drawFrame() {
    ByteBuffer newest = frames.latest();
    if (newest == null || frames.sequence() == shown) {
      return;
    }
    newest.asIntBuffer().get(pixels);
    passedOver += shown == 0 ? 0 : frames.sequence() - shown - 1;
    shown = frames.sequence();
    picture.show(image);
    told.setText(
        "frame "
            + shown
            + ", painted by process "
            + painter.getPid()
            + ", "
            + passedOver
            + " passed over");
  }
}
