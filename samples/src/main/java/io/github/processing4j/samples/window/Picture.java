package io.github.processing4j.samples.window;

import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import javax.swing.JComponent;

/** Shows the result of the last job, as large as it fits. */
final class Picture extends JComponent {
  private BufferedImage image;

  Picture() {
    setName("picture");
  }

  /** Shows another one; null for none. */
  void show(BufferedImage image) {
    this.image = image;
    repaint();
  }

  BufferedImage image() {
    return image;
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D canvas = (Graphics2D) g;
    canvas.setColor(Look.PANEL);
    canvas.fillRect(0, 0, getWidth(), getHeight());
    if (image == null) {
      String text = "the picture comes here";
      canvas.setFont(Look.PLAIN);
      canvas.setColor(Look.MUTED);
      int width = canvas.getFontMetrics().stringWidth(text);
      canvas.drawString(text, (getWidth() - width) / 2, getHeight() / 2);
      return;
    }
    double scale =
        Math.min((double) getWidth() / image.getWidth(), (double) getHeight() / image.getHeight());
    int width = (int) (scale * image.getWidth());
    int height = (int) (scale * image.getHeight());
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.drawImage(
        image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
  }
}
