package io.github.processing4j.runtime.subprocess;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all input of a program, and closes its stdin; once its output is being read, for the input may be
 * what it waits for before it ends.
 */
final class InputPump implements Runnable {
  private final OutputStream out;
  private final List<OutputPump> readers;
  private byte @Nullable [] input;

  InputPump(OutputStream out, byte @Nullable [] input, List<OutputPump> readers) {
    this.out = out;
    this.input = input;
    this.readers = readers;
  }

  @Override
  public void run() {
    byte[] all = input;
    input = null;
    try (OutputStream closing = out) {
      for (OutputPump reader : readers) {
        reader.awaitBegin();
      }
      if (all != null) {
        closing.write(all);
      }
    } catch (InterruptedException e) {
      // Nobody has reason to interrupt this thread; the program finds the end of its input.
    } catch (IOException e) {
      // Nobody reads it any more: the program has closed its stdin, or has ended. That is its
      // right.
    }
  }
}
