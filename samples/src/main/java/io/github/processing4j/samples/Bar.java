package io.github.processing4j.samples;

import io.github.processing4j.PoolListener;
import io.github.processing4j.PoolProgress;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The progress of a pool as a bar, by Tongfei Chen's {@code progressbar}: one line that is drawn again
 * and again, in a terminal; elsewhere, a line a second, without control characters.
 */
final class Bar implements PoolListener, AutoCloseable {
  private static final int WIDTH = 78;

  private final boolean terminal = Screen.isTerminal();
  private final ProgressBar bar;
  private String last = "";

  /**
   * A bar with nothing done.
   *
   * @param calls how many there will be
   */
  Bar(String name, int calls) {
    bar =
        ProgressBar.builder()
            .setTaskName(name)
            .setInitialMax(calls)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(terminal ? 50 : 1000)
            .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
            .build();
  }

  @Override
  public void progressed(PoolProgress progress) {
    bar.stepTo(progress.done());
  }

  private void show(String line) {
    if (terminal) {
      System.out.print("\r" + line);
      System.out.flush();
    } else if (!line.equals(last)) {
      System.out.println(line.stripTrailing());
    }
    last = line;
  }

  /** All is done, also that of which the pool has not told yet. */
  void fill() {
    bar.stepTo(bar.getMax());
  }

  /** Shows it once more, and ends the line. */
  @Override
  public void close() {
    bar.close();
    if (terminal) {
      System.out.println();
    }
  }
}
