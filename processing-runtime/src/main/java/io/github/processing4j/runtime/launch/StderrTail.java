package io.github.processing4j.runtime.launch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes stderr on, and keeps the end of it on the status page. */
public final class StderrTail extends FilterOutputStream {
  private final StatusPage page;

  /** A tail on {@code page} of what goes to {@code out}. */
  public StderrTail(OutputStream out, StatusPage page) {
    super(out);
    this.page = page;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      page.stderr(bytes, offset, length);
    } catch (IOException e) {
      // Stderr itself matters more.
    }
    out.write(bytes, offset, length);
  }
}
