package io.github.processing4j.runtime.standby;

import io.github.processing4j.Target;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.launch.LaunchPlan;
import io.github.processing4j.runtime.launch.LaunchRequest;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.Work;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * What a spare runs while it waits: a target that takes the way that others will take, with a value of
 * each kind that travels, and does what most targets do first and what takes a JVM longest the first
 * time: makes a lambda and joins strings.
 */
final class Rehearsal {
  /**
   * A value that takes Java serialization. Not a record: to read the first one, the JDK generates so
   * much code that a spare would take 7 MiB more.
   */
  private static final class Baggage implements Serializable {
    private static final long serialVersionUID = 1;

    final String text;

    Baggage(String text) {
      this.text = text;
    }
  }

  private Rehearsal() {}

  /** The request for a spare of this plan. */
  static LaunchRequest request(LaunchPlan plan) {
    ProcessSpec spec = ProcessSpec.ofOurOwn("standby", new Work.OfTarget(target()));
    return LaunchRequest.of(spec, plan);
  }

  private static Target target() {
    String text = "rehearsal";
    Integer number = 1;
    byte[] bytes = {1};
    Baggage baggage = new Baggage(text);
    return () -> run(text, number, bytes, baggage);
  }

  private static void run(String text, Integer number, byte[] bytes, Baggage baggage) {
    Supplier<String> joined = () -> text + number + " of " + bytes.length + ", " + baggage.text;
    new Encoder().putValue(joined.get(), "the result");
  }
}
