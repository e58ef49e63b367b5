package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.Task;
import io.github.processing4j.runtime.child.MainThread;
import io.github.processing4j.runtime.child.Stop;
import io.github.processing4j.runtime.queue.Item;
import io.github.processing4j.runtime.queue.ItemQueue;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a worker in a JVM of its own does: see {@link Messages}. */
final class WorkerMain {
  private WorkerMain() {}

  /** What a worker's process is to do: {@link #run}. Here, for standby JVMs load the class it is in. */
  static Task<Void> task(
      ItemQueue calls, ItemQueue answers, long worker, byte[] initializer, long memoryLimitBytes) {
    // Called directly by its method in the worker, which makes no lambda.
    return () -> {
      run(calls, answers, worker, initializer, memoryLimitBytes);
      return null;
    };
  }

  /**
   * Runs the initializer, and then the calls that come, on the calling thread, until it is told to
   * retire. Stray interrupts do not end it.
   *
   * @param calls from the parent to this worker alone, with the notes of {@link WorkerNotes}
   * @param answers from all workers to the parent
   * @param worker this worker's number in all it tells
   * @param initializer a target, as {@link FunctionForm} writes it; or empty. All workers read the same:
   *     the parent holds the handles in it
   * @param memoryLimitBytes how much memory it may hold after a chunk, or 0
   * @throws ProcessExit if this process was stopped
   */
  static void run(
      ItemQueue calls, ItemQueue answers, long worker, byte[] initializer, long memoryLimitBytes)
      throws Exception {
    if (initializer.length > 0 && !initialize(initializer, answers, worker)) {
      return;
    }
    // What the initializer has set stays for all calls.
    Thread.interrupted();
    CallRunner runner = new CallRunner(calls, answers, worker);
    MemoryGauge memory = new MemoryGauge(memoryLimitBytes);
    tell(answers, Messages.READY, Messages.ofNumber(worker));
    String reason = null;
    while (true) {
      Item message = calls.take(false);
      // One that came while it waited is not for the next call.
      Thread.interrupted();
      if (message.form == Messages.RETIRE) {
        return;
      }
      if (reason != null) {
        // It runs nothing any more. The items may be sent to others, the function will be written
        // anew.
        if (message.form == Messages.CALLS && ChunkForm.hasFunction(message.bytes)) {
          ChunkForm.drop(message.bytes, Integer.MAX_VALUE);
        }
        continue;
      }
      if (message.form == Messages.FORGET) {
        runner.forget(Messages.number(message.bytes));
      } else if (message.form == Messages.CALLS) {
        reason = runner.run(message.bytes);
        if (reason == null) {
          reason = memory.tooMuch();
        }
        if (reason != null) {
          byte[] text = reason.getBytes(StandardCharsets.UTF_8);
          tell(answers, Messages.LEAVING, Messages.ofWorker(worker, text));
        }
      } else {
        throw new IOException("a message of form " + message.form);
      }
    }
  }

  private static boolean initialize(byte[] initializer, ItemQueue answers, long worker) {
    try {
      new FunctionReader().readShared(initializer).call(null, null);
      return true;
    } catch (ProcessExit e) {
      throw e;
    } catch (Throwable e) {
      if (MainThread.wasStopped() && Stop.ends(e, true)) {
        throw new ProcessExit();
      }
      tell(answers, Messages.BROKEN, Messages.ofWorker(worker, CallRunner.writeWhole(e)));
      return false;
    }
  }

  private static void tell(ItemQueue answers, byte form, byte[] message) {
    answers.put(form, message, 0, message.length, List.of());
  }

  /**
   * Loads what a worker needs first, when it is initialised: in a standby JVM, while that waits to become
   * a worker.
   */
  static final class Rehearsal {
    private static final String RUNTIME = "io.github.processing4j.runtime.";

    private static final String[] CLASSES = {
      "pool.CallRunner",
      "pool.CallShape",
      "pool.KnownFunctions",
      "pool.FunctionReader",
      "pool.FunctionReader$Body",
      "pool.FunctionReader$Known",
      "pool.FunctionReader$Key",
      "pool.Callee$OfCallable",
      "pool.Callee$OfTarget",
      "pool.Callee$OfRunnable",
      "pool.Callee$OfFunction",
      "pool.Callee$OfBiFunction",
      "pool.MainState",
      "pool.MemoryGauge",
      "pool.Messages",
      "pool.Outbox",
      "pool.ResultForm",
      "pool.ResultWriter",
      "pool.RunningCall",
      "pool.ValueForm",
      "pool.WorkerNotes",
      "memory.Bell",
      "memory.BellWords",
      "memory.Doorbell",
      "memory.Segment",
      "memory.SegmentPlace",
      "memory.SharedObject",
      "memory.SharedObjects",
      "memory.Sleepers",
      "memory.Sleepers$Sleeper",
      "memory.Stops",
      "memory.Tenancy",
      "process.HomeSession",
      "provider.LocalSharing",
      "queue.Chunks",
      "queue.Item",
      "queue.ItemQueue",
      "queue.ItemQueue$Core",
      "queue.Lane",
      "queue.LaneQueue",
      "queue.LaneReader",
      "queue.LaneWriter",
      "queue.LaneWriter$Chunk",
      "queue.Lanes",
      "queue.Queues",
      "queue.Taking",
    };

    static {
      for (String name : CLASSES) {
        try {
          Class.forName(RUNTIME.concat(name), true, WorkerMain.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
          // It was only for speed; a test sees that they are all there.
        }
      }
      try {
        Selector.open().close();
      } catch (IOException e) {
        // The one that matters will say it.
      }
    }

    private Rehearsal() {}

    /** The names of the classes. */
    static List<String> classes() {
      List<String> names = new ArrayList<>();
      for (String name : CLASSES) {
        names.add(RUNTIME.concat(name));
      }
      return names;
    }
  }
}
