package io.github.processing4j.functional;

import io.github.processing4j.Context;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.Target;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.StartMethods;

/** The standby JVMs of the tests, where these run once more with that start method. */
final class Standby {
  /** The flag that sets the start method of a program. */
  static final String FLAG = "-D" + StartMethods.PROPERTY + "=standby";

  static final Context CONTEXT = Processing.getContext("standby");

  private Standby() {}

  static Process standby(Target target) {
    Process process = Process.builder().context(CONTEXT).target(target).build();
    process.start();
    return process;
  }

  /** Whether the processes of this JVM that name no context are started by standby. */
  static boolean isDefault() {
    return "standby".equals(System.getProperty(StartMethods.PROPERTY));
  }

  /** Waits until there are spares, so that the next start takes one. */
  static void prepare() {
    Providers.get().engine("standby").prepare();
  }

  static void prepareIfDefault() {
    if (isDefault()) {
      // Those that were killed at the end of tests do not count as failures.
      Processing.setStandby(StandbyOptions.defaults());
      prepare();
    }
  }
}
