package io.github.processing4j.runtime.pool;

import io.github.processing4j.frame.Progress;
import io.github.processing4j.frame.ProgressSnapshot;
import org.jspecify.annotations.Nullable;

/** What a call tells of itself that runs on a thread of this JVM. Thread-safe. */
final class DirectReports implements Progress {
  private final Foreman foreman;
  private final Worker worker;
  private final long chunk;
  private double fraction = Double.NaN;
  private String message = "";
  private @Nullable Object payload;

  private DirectReports(Foreman foreman, Worker worker, long chunk) {
    this.foreman = foreman;
    this.worker = worker;
    this.chunk = chunk;
  }

  /** Tells that a call begins. */
  static Progress begin(Foreman foreman, Worker worker, long chunk) {
    foreman.reported(worker, chunk, null);
    return new DirectReports(foreman, worker, chunk);
  }

  @Override
  public synchronized void update(double newFraction, String newMessage) {
    fraction = Math.min(1, Math.max(0, newFraction));
    message = newMessage;
    tell();
  }

  @Override
  public synchronized void publish(@Nullable Object newPayload) {
    payload = newPayload;
    tell();
  }

  private void tell() {
    foreman.reported(worker, chunk, new Now(new ProgressSnapshot(fraction, message, payload)));
  }

  private record Now(ProgressSnapshot read) implements Report {}
}
