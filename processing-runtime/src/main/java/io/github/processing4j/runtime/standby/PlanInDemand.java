package io.github.processing4j.runtime.standby;

import io.github.processing4j.runtime.launch.LaunchPlan;
import org.jspecify.annotations.Nullable;

/**
 * Which plan the spares are to have: that of the first start, until two starts in a row ask for the
 * same other one. So a program that uses two by turns keeps the spares of one. Not thread-safe.
 */
final class PlanInDemand {
  private @Nullable LaunchPlan plan;
  private @Nullable LaunchPlan other;

  /** The plan, or null before the first start that may have spares. */
  @Nullable LaunchPlan get() {
    return plan;
  }

  /** A process with this plan starts; whether the spares are to have it. */
  boolean note(LaunchPlan wanted) {
    if (plan != null && plan.isSameAs(wanted)) {
      other = null;
      return true;
    }
    boolean again = other != null && other.isSameAs(wanted);
    if ((plan == null || again) && wanted.isRepeatable()) {
      plan = wanted;
      other = null;
      return true;
    }
    other = wanted;
    return false;
  }
}
