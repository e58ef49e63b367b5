package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.queue.Item;
import io.github.processing4j.runtime.queue.ItemQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pool without processes: chunks are written, run by what a worker runs them by, and their results are
 * read, all in this thread.
 */
final class Bench implements AutoCloseable {
  static final long WORKER = 7;
  static final String WHERE = "Pool-1-worker-7 (pid 4711)";

  final ItemQueue calls = ItemQueue.create(WorkerNotes.BYTES);
  final ItemQueue answers = ItemQueue.create(0);
  final CallRunner runner = new CallRunner(calls, answers, WORKER);
  final Calls written = new WrittenCalls();

  /** Why items of the last chunk that was made cannot be sent. */
  @Nullable Throwable[] failures = {};

  /** What was sent that is no result: by its form. */
  final List<Item> others = new ArrayList<>();

  static final class Calling extends Job {
    Calling(Function function, int calls) {
      super(function, calls);
    }

    @Override
    void answered(int index, Answer answer) {}

    @Override
    void over(Throwable how) {}
  }

  Chunk chunk(Object target, CallShape shape, @Nullable Object... items) {
    Job job = new Calling(written.function(target, shape), items.length);
    return chunkOf(job, 0, Arrays.asList(items));
  }

  Chunk chunkOf(Job job, int first, List<? extends @Nullable Object> items) {
    failures = new Throwable[items.size()];
    return written.chunk(job, first, items, failures);
  }

  /** Sends a chunk by the queue, takes it, and runs it. */
  @Nullable String run(Chunk chunk, boolean withFunction) throws Exception {
    byte[] message = ChunkForm.message(chunk, withFunction);
    calls.put(Messages.CALLS, message, 0, message.length, ChunkForm.handles(chunk, withFunction));
    chunk.departed = true;
    return runner.run(Objects.requireNonNull(calls.poll()).bytes);
  }

  /** The answers to all that was run. */
  List<@Nullable Answer> answers() {
    List<@Nullable Answer> all = new ArrayList<>();
    for (Item item = answers.poll(); item != null; item = answers.poll()) {
      if (item.form == Messages.RESULTS) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        all.addAll(Arrays.asList(ResultForm.answers(item.bytes, loader, WHERE)));
      } else {
        others.add(item);
      }
    }
    return all;
  }

  /** Runs a chunk, and its answers. */
  List<@Nullable Answer> call(Object target, CallShape shape, @Nullable Object... items)
      throws Exception {
    run(chunk(target, shape, items), true);
    return answers();
  }

  static @Nullable Object value(@Nullable Answer answer) {
    Throwable failure = Objects.requireNonNull(answer).failure();
    if (failure != null) {
      throw new AssertionError("it failed", failure);
    }
    return answer.value();
  }

  static <T extends Throwable> T failure(@Nullable Answer answer, Class<T> type) {
    Throwable failure = Objects.requireNonNull(answer).failure();
    if (!type.isInstance(failure)) {
      throw new AssertionError("not a " + type.getSimpleName() + ", but " + failure, failure);
    }
    return type.cast(failure);
  }

  @Override
  public void close() {
    calls.close();
    answers.close();
  }
}
