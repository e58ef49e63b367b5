package io.github.processing4j.runtime.process;

import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.launch.Launcher;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.standby.Stock;
import org.jspecify.annotations.Nullable;

/** The stock of spares of this JVM, if it was ever asked for. */
final class SpareStock {
  /** A child that starts one process, and then ends, needs no spares. */
  private static final int STARTS_IN_CHILD = 2;

  private static @Nullable Stock stock;

  private SpareStock() {}

  static synchronized Stock get() {
    Stock known = stock;
    if (known == null) {
      Payload told = Child.payload();
      known = new Stock(told == null ? 1 : STARTS_IN_CHILD);
      StandbyOptions inherited = told == null ? null : told.standby();
      if (inherited != null) {
        known.set(inherited);
      }
      stock = known;
    }
    return known;
  }

  /** Sets how many spares this JVM and its children keep. */
  static void set(StandbyOptions options) {
    Launcher.setStandby(options);
    get().set(options);
  }

  static synchronized @Nullable Stock getIfThere() {
    return stock;
  }
}
