package io.github.processing4j.runtime.pool;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.Task;
import io.github.processing4j.runtime.queue.Item;
import io.github.processing4j.runtime.queue.ItemQueue;
import io.github.processing4j.spi.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker in a JVM of its own, with a queue of its own for what it is sent. */
final class ProcessWorker extends Worker {
  private final Foreman foreman;
  private final ProcessHire hire;

  /** The jobs whose function it knows. */
  private final Set<Long> known = new HashSet<>();

  private volatile @Nullable Process process;
  private volatile @Nullable ItemQueue tasks;

  ProcessWorker(Foreman foreman, long id, String name, ProcessHire hire) {
    super(foreman, id, name);
    this.foreman = foreman;
    this.hire = hire;
  }

  @Override
  void start() {
    ItemQueue queue = ItemQueue.create(WorkerNotes.BYTES);
    tasks = queue;
    Task<Void> main =
        WorkerMain.task(queue, hire.answers(), id, hire.initializer(), hire.memoryLimitBytes());
    Process made =
        Process.builder()
            .context(Processing.getContext(hire.startMethod()))
            .name(name)
            .daemon(true)
            .jvm(hire.jvm())
            .work(new Work.OfTask(main, null, this))
            .build();
    made.start();
    process = made;
  }

  private ItemQueue tasks() {
    ItemQueue queue = tasks;
    if (queue == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return queue;
  }

  @Override
  @Nullable Process process() {
    return process;
  }

  @Override
  void send(Chunk chunk) {
    boolean first = !known.contains(chunk.job.id);
    byte[] message = ChunkForm.message(chunk, first);
    tasks().put(Messages.CALLS, message, 0, message.length, ChunkForm.handles(chunk, first));
    chunk.departed = true;
    if (first && chunk.job.calls != 1) {
      known.add(chunk.job.id);
    }
  }

  @Override
  List<Chunk> recall() {
    ItemQueue queue = tasks();
    if (queue.isEmpty()) {
      return List.of();
    }
    List<Chunk> back = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    for (Item item : queue.takeAll()) {
      if (item.form != Messages.CALLS) {
        others.add(item);
        continue;
      }
      back.add(given(ChunkForm.chunk(item.bytes)));
      if (ChunkForm.hasFunction(item.bytes)) {
        ChunkForm.drop(item.bytes, Integer.MAX_VALUE);
        known.remove(ChunkForm.job(item.bytes));
      }
    }
    for (Item item : others) {
      queue.put(item.form, item.bytes, 0, item.bytes.length, List.of());
    }
    return back;
  }

  private Chunk given(long id) {
    for (Chunk chunk : given) {
      if (chunk.id == id) {
        return chunk;
      }
    }
    throw new IllegalStateException("chunk " + id + " was not given to " + name);
  }

  @Override
  void forget(Job job) {
    if (known.remove(job.id)) {
      try {
        tell(Messages.FORGET, Messages.ofNumber(job.id));
      } catch (ProcessingException e) {
        // There is no room to tell it: the worker keeps the function, and that is all.
      }
    }
  }

  @Override
  void retire() {
    tell(Messages.RETIRE, new byte[0]);
  }

  private void tell(byte form, byte[] message) {
    tasks().put(form, message, 0, message.length, List.of());
  }

  @Override
  void cut(Chunk chunk) {
    WorkerNotes.cut(tasks(), chunk.id);
  }

  @Override
  void halt() {
    ItemQueue queue = tasks;
    if (queue != null) {
      WorkerNotes.halt(queue);
    }
  }

  @Override
  void salvage() {
    ItemQueue queue = tasks;
    byte[] left = queue == null ? null : WorkerNotes.salvage(queue, id);
    if (left != null) {
      hire.tell(foreman, this, left);
    }
  }

  @Override
  boolean hasBegun(Chunk chunk, int item) {
    RunningCall call = running();
    return call != null && call.isRunning() && call.chunk() == chunk.id && call.position() >= item;
  }

  @Override
  boolean runs(Chunk chunk, int item) {
    RunningCall call = running();
    return call != null && call.isRunning() && call.chunk() == chunk.id && call.position() == item;
  }

  @Override
  long begunNanos() {
    RunningCall call = running();
    for (Chunk chunk : given) {
      if (call != null && call.chunk() == chunk.id) {
        // Else what it has told of its first chunk was not heard yet, or it is between two calls.
        return call.isRunning() && chunk == given.peekFirst()
            ? call.begunNanos()
            : System.nanoTime();
      }
    }
    // One that does not even take what it was given is suspended.
    ItemQueue queue = tasks;
    return queue == null || queue.isEmpty() ? System.nanoTime() : progressNanos();
  }

  @Override
  void tellHeldBack() {
    super.tellHeldBack();
    RunningCall before = running();
    ItemQueue queue = tasks;
    if (queue == null || before == null || !before.isRunning()) {
      return;
    }
    byte[] left = WorkerNotes.salvage(queue, id);
    // As long as one call runs, nothing changes there.
    if (left != null && before.equals(running())) {
      hire.tell(foreman, this, left);
      super.tellHeldBack();
    }
  }

  private @Nullable RunningCall running() {
    ItemQueue queue = tasks;
    return queue == null ? null : WorkerNotes.running(queue);
  }

  @Override
  void release() {
    ItemQueue queue = tasks;
    if (queue != null) {
      queue.close();
    }
  }
}
