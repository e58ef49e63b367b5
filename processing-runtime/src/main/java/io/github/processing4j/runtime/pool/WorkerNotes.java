package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.queue.ItemQueue;
import org.jspecify.annotations.Nullable;

/**
 * The notes beside the queue of a worker's calls, which outlive the worker: {@link RunningCall}, and after
 * it the {@link Outbox}.
 */
final class WorkerNotes {
  /** How many bytes of notes the queue of a worker has. */
  static final int BYTES = RunningCall.BYTES + Outbox.BYTES;

  private WorkerNotes() {}

  /** Where the outbox begins. */
  static int outboxAt(ItemQueue calls) {
    return calls.notesAt() + RunningCall.BYTES;
  }

  /** Which call a worker runs: see {@link RunningCall#read}. */
  static @Nullable RunningCall running(ItemQueue calls) {
    return RunningCall.read(calls.notes(), calls.notesAt());
  }

  /** What a worker that has died had not sent: see {@link Outbox#salvage}. */
  static byte @Nullable [] salvage(ItemQueue calls, long worker) {
    return Outbox.salvage(calls.notes(), outboxAt(calls), worker);
  }

  /** Has a worker begin no call of a chunk any more: see {@link RunningCall#cut}. */
  static void cut(ItemQueue calls, long chunk) {
    RunningCall.cut(calls.notes(), calls.notesAt(), chunk);
  }

  /** Has a worker begin no call any more: see {@link RunningCall#halt}. */
  static void halt(ItemQueue calls) {
    RunningCall.halt(calls.notes(), calls.notesAt());
  }
}
