package io.github.processing4j.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest report of a worker: writers replace it, and the loop reads it. */
final class ProgressCell implements Progress {
  private static final VarHandle NEWEST =
      Handles.field(MethodHandles.lookup(), "newest", ProgressSnapshot.class);

  private volatile ProgressSnapshot newest = ProgressSnapshot.NONE;

  /** The newest; the same object until there is a newer one. */
  ProgressSnapshot snapshot() {
    return newest;
  }

  void set(ProgressSnapshot snapshot) {
    newest = snapshot;
  }

  @Override
  public void update(double fraction, String message) {
    Objects.requireNonNull(message, "message");
    double within = Math.max(0, Math.min(1, fraction)); // NaN stays NaN
    ProgressSnapshot before;
    ProgressSnapshot after;
    do {
      before = newest;
      after = new ProgressSnapshot(within, message, before.payload());
    } while (!NEWEST.compareAndSet(this, before, after));
  }

  @Override
  public void publish(@Nullable Object payload) {
    ProgressSnapshot before;
    ProgressSnapshot after;
    do {
      before = newest;
      after = new ProgressSnapshot(before.fraction(), before.message(), payload);
    } while (!NEWEST.compareAndSet(this, before, after));
  }
}
