package io.github.processing4j.runtime.subprocess;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes all input of a program, and closes its stdin. */
final class InputPump implements Runnable {
  private final OutputStream out;
  private byte @Nullable [] input;

  InputPump(OutputStream out, byte @Nullable [] input) {
    this.out = out;
    this.input = input;
  }

  @Override
  public void run() {
    byte[] all = input;
    input = null;
    try (OutputStream closing = out) {
      if (all != null) {
        closing.write(all);
      }
    } catch (IOException e) {
      // Nobody reads it any more: the program has closed its stdin, or has ended. That is its
      // right.
    }
  }
}
