package io.github.processing4j.samples.window;

import java.awt.Color;
import java.awt.Font;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;
import javax.swing.plaf.nimbus.NimbusLookAndFeel;

/** The colours and fonts of the window. */
final class Look {
  static final Color WINDOW = new Color(0x0F1217);
  static final Color PANEL = new Color(0x181D25);
  static final Color FAINT = new Color(0x333B48);
  static final Color MUTED = new Color(0x98A2B3);
  static final Color TEXT = new Color(0xE8ECF2);
  static final Color ACCENT = new Color(0x3E8FD0);
  static final Color GOOD = new Color(0x5AD19A);
  static final Color WARNING = new Color(0xF5C04B);
  static final Color BAD = new Color(0xFF6B6B);

  static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  static final Font SMALL = PLAIN.deriveFont(12f);
  static final Font LARGE = PLAIN.deriveFont(Font.BOLD, 20f);

  private Look() {}

  /** Makes Nimbus dark. Before the first component. */
  static void install() throws UnsupportedLookAndFeelException {
    UIManager.put("control", WINDOW);
    UIManager.put("text", TEXT);
    UIManager.put("nimbusBase", new Color(0x1B2A3A));
    UIManager.put("nimbusBlueGrey", new Color(0x2B3442));
    UIManager.put("nimbusLightBackground", PANEL);
    UIManager.put("nimbusDisabledText", new Color(0x7C8798));
    UIManager.put("nimbusSelectionBackground", ACCENT);
    UIManager.put("nimbusFocus", ACCENT);
    UIManager.put("nimbusOrange", new Color(0x2B6CA3));
    UIManager.put("defaultFont", PLAIN);
    UIManager.setLookAndFeel(new NimbusLookAndFeel());
  }
}
