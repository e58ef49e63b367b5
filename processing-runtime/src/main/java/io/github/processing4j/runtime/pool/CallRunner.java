package io.github.processing4j.runtime.pool;

import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.runtime.child.MainThread;
import io.github.processing4j.runtime.child.Stop;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.queue.ItemQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of chunks on the main thread of a worker, and tells how each has ended, whatever is
 * thrown: but for a stop, which ends the worker. Not thread-safe.
 */
final class CallRunner {
  private final ByteBuffer notes;
  private final int notesAt;
  private final ItemQueue answers;
  private final long worker;
  private final ResultWriter results;
  private final KnownFunctions functions = new KnownFunctions();
  private final MainState main = new MainState();

  private @Nullable Object a;
  private @Nullable Object b;
  private @Nullable Reporter reporter;
  private boolean outOfMemory;

  /** Runs what comes by {@code calls}. */
  CallRunner(ItemQueue calls, ItemQueue answers, long worker) {
    this.answers = answers;
    this.worker = worker;
    notes = calls.notes();
    notesAt = calls.notesAt();
    results = new ResultWriter(answers, worker, new Outbox(notes, WorkerNotes.outboxAt(calls)));
  }

  /** No more calls of a job will come. */
  void forget(long job) {
    functions.forget(job);
  }

  /**
   * Runs a chunk, and sends its results.
   *
   * @param message as {@link ChunkForm} has it
   * @return why this worker cannot go on, with the rest of it or anything else; or null
   * @throws ProcessExit if this process was stopped
   */
  @Nullable String run(byte[] message) throws IOException, ClassNotFoundException {
    ByteBuffer header = ByteBuffer.wrap(message);
    long chunk = header.getLong(0);
    int from = header.getInt(ChunkForm.FROM);
    int count = header.getInt(ChunkForm.COUNT);
    CallShape shape = CallShape.of(header.getShort(ChunkForm.SHAPE));
    int length = header.getInt(ChunkForm.FUNCTION_LENGTH);
    int arguments = shape.arguments();
    Decoder in = Decoder.ofPlain(message, ChunkForm.HEADER + length);
    for (int i = 0; i < from; i++) {
      skip(in, arguments);
    }
    if (from >= count) {
      return null;
    }
    long now = System.nanoTime();
    results.begin(chunk, from, now);
    begin(chunk, from, now);
    // To read it is a part of the first call.
    Callee callee = functions.of(message);
    for (int i = from; i < count; i++) {
      if (i > from) {
        begin(chunk, i, now);
      }
      if (RunningCall.isCut(notes, notesAt, chunk)) {
        leaveOut(message, i, count, now);
        return null;
      }
      if (arguments > 0 && in.look() == ValueForm.SKIPPED) {
        in.skip(1);
        results.skipped();
      } else {
        call(chunk, shape, callee, in);
      }
      now = System.nanoTime();
      results.ended(i == count - 1, now);
      RunningCall.end(notes, notesAt);
      if (MainThread.wasStopped() || RunningCall.isHalted(notes, notesAt)) {
        results.flush();
        throw new ProcessExit();
      }
      if (outOfMemory) {
        results.flush();
        return "it has run out of memory";
      }
    }
    return null;
  }

  /** The rest of a chunk that was cancelled is told as if it had run. */
  private void leaveOut(byte[] message, int from, int count, long nanos) {
    for (int i = from; i < count; i++) {
      results.skipped();
    }
    results.ended(true, nanos);
    RunningCall.end(notes, notesAt);
    ChunkForm.dropItems(message, from);
  }

  private void begin(long chunk, int position, long nanos) {
    RunningCall.begin(notes, notesAt, chunk, position, nanos);
    if (RunningCall.isHalted(notes, notesAt)) {
      RunningCall.end(notes, notesAt);
      results.flush();
      throw new ProcessExit();
    }
  }

  private void tellBeginning(long chunk, CallShape shape) {
    Reporter known = reporter;
    if (known == null) {
      known = new Reporter(answers, worker);
      reporter = known;
    }
    Progress progress = known.begin(chunk);
    if (shape.takesProgress()) {
      // The last parameter. The argument, if there is one, is read into the first.
      if (shape.arguments() == 0) {
        a = progress;
      } else {
        b = progress;
      }
    }
  }

  private static void skip(Decoder in, int arguments) throws IOException, ClassNotFoundException {
    if (arguments > 0) {
      int left = in.look() == ValueForm.SKIPPED ? 1 : arguments;
      for (; left > 0; left--) {
        ValueForm.skip(in);
      }
    }
  }

  /** Runs a call, and writes how it has ended. */
  private void call(long chunk, CallShape shape, Callee callee, Decoder in) {
    try {
      if (shape.isTold()) {
        tellBeginning(chunk, shape);
      }
      if (shape.arguments() > 0) {
        read(in, shape.arguments());
      }
      Object result = callee.call(a, b);
      main.restore();
      tellEnd();
      results.value(result);
    } catch (Throwable e) {
      main.restore();
      tellEnd();
      failed(e);
    }
    // Also what its result did as it was written.
    main.restore();
    a = null;
    b = null;
  }

  private void tellEnd() {
    if (reporter != null) {
      reporter.end();
    }
  }

  private void read(Decoder in, int arguments) throws IOException, ClassNotFoundException {
    byte[] ownA = own(in);
    if (ownA == null) {
      a = in.getValue();
    }
    byte[] ownB = null;
    if (arguments > 1) {
      ownB = own(in);
      if (ownB == null) {
        b = in.getValue();
      }
    }
    if (ownA != null) {
      try {
        a = take(ownA);
      } catch (NotReadableException e) {
        if (ownB != null) {
          new Decoder(ownB).drop();
        }
        throw e;
      }
    }
    if (ownB != null) {
      b = take(ownB);
    }
  }

  private static byte @Nullable [] own(Decoder in) throws IOException {
    if (in.look() != ValueForm.OWN) {
      return null;
    }
    in.skip(1);
    return in.getBytes();
  }

  private static @Nullable Object take(byte[] own) {
    try {
      return new Decoder(own).takeValue();
    } catch (ProcessExit e) {
      throw e;
    } catch (Throwable e) {
      // Whatever a class throws that reads itself.
      throw Reasons.notReadable("the argument of the call", Reasons.thisWorker(), e);
    }
  }

  private void failed(Throwable thrown) {
    if (thrown instanceof ProcessExit || (MainThread.wasStopped() && Stop.ends(thrown, true))) {
      results.flush();
      throw new ProcessExit();
    }
    outOfMemory |= Reasons.isOutOfMemory(thrown);
    results.failure(write(thrown));
  }

  private byte[] write(Throwable thrown) {
    try {
      return writeWhole(thrown);
    } catch (OutOfMemoryError e) {
      // At least its type.
      outOfMemory = true;
      return FailureForm.writeShort(thrown);
    }
  }

  static byte[] writeWhole(Throwable thrown) {
    if (thrown.getClass() == NotReadableException.class) {
      return Reasons.write((NotReadableException) thrown);
    }
    if (thrown.getClass() == NotSendableException.class) {
      return Reasons.write((NotSendableException) thrown);
    }
    return FailureForm.write(thrown);
  }
}
