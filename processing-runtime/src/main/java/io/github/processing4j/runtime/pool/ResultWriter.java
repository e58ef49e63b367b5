package io.github.processing4j.runtime.pool;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.queue.ItemQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of a chunk, and sends them when the chunk ends, or a millisecond has passed, or there
 * are many bytes of them; until then they are in the {@link Outbox} too. Not thread-safe.
 */
final class ResultWriter {
  private static final long SEND_NANOS = 1_000_000;

  /** A buffer that has grown by one large result is not kept. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private final ItemQueue answers;
  private final long worker;
  private final Outbox outbox;

  private Encoder out = new Encoder();
  private long chunk;
  private int first;
  private int written;
  private long sentNanos;

  /** How many of the first of them the outbox has, and up to where. */
  private int saved;

  private int savedTo;

  ResultWriter(ItemQueue answers, long worker, Outbox outbox) {
    this.answers = answers;
    this.worker = worker;
    this.outbox = outbox;
    reserve();
  }

  /** Room for the header. */
  private void reserve() {
    out.cut(0);
    for (int i = 0; i < ResultForm.HEADER; i += Long.BYTES) {
      out.putLong(0);
    }
    savedTo = out.size();
    saved = 0;
    written = 0;
  }

  /** The results of a chunk follow, from a position on. */
  void begin(long newChunk, int position, long nanos) {
    chunk = newChunk;
    first = position;
    sentNanos = nanos;
  }

  /** An item was skipped. */
  void skipped() {
    out.putByte(ValueForm.SKIPPED);
    written++;
  }

  /**
   * Writes what a call has returned.
   *
   * @throws NotSendableException if it cannot be sent; then a failure is to be written in its place
   */
  void value(@Nullable Object result) {
    int before = out.size();
    SharedRefs handles;
    try {
      handles = ValueForm.write(out, result, "the result of the call");
    } catch (NotSendableException | ProcessExit e) {
      out.cut(before);
      throw e;
    } catch (RuntimeException | Error e) {
      out.cut(before);
      String className = result == null ? "null" : result.getClass().getName();
      throw new NotSendableException(
          "cannot send the result of the call, of "
              + className
              + ", to another process: "
              + Reasons.text(e),
          "the result of the call",
          className,
          e);
    }
    written++;
    if (handles != null) {
      sendWith(handles, before);
    }
  }

  /** Handles must have departed before somebody else may read them: so they do not go by the outbox. */
  private void sendWith(SharedRefs handles, int before) {
    try {
      send(List.of(handles));
    } catch (ProcessingException e) {
      out.cut(before);
      written--;
      throw new NotSendableException(
          "cannot send a handle in the result of the call to another process: " + Reasons.text(e),
          "the result of the call",
          e.getClass().getName(),
          e);
    }
  }

  /** Writes a failure, as {@code FailureForm} has written it. */
  void failure(byte[] failure) {
    int before = out.size();
    try {
      ValueForm.writeFailure(out, failure);
    } catch (RuntimeException | OutOfMemoryError e) {
      out.cut(before);
      throw e;
    }
    written++;
  }

  /**
   * A call has ended, and its result was written: sends it, or keeps it.
   *
   * @param isLast whether no call of the chunk follows
   */
  void ended(boolean isLast, long nanos) {
    if (written > 0
        && (isLast
            || nanos - sentNanos >= SEND_NANOS
            || !outbox.add(
                chunk,
                first + saved,
                written - saved,
                out.buffer(),
                savedTo,
                out.size() - savedTo))) {
      send(List.of());
      sentNanos = nanos;
      return;
    }
    saved = written;
    savedTo = out.size();
  }

  /** Sends what was written and not sent yet. */
  void flush() {
    if (written > 0) {
      send(List.of());
    }
  }

  private void send(List<SharedRefs> handles) {
    ResultForm.putHeader(out.buffer(), worker, chunk, first, written);
    answers.put(Messages.RESULTS, out.buffer(), 0, out.size(), handles);
    outbox.clear();
    first += written;
    if (out.buffer().length > MAX_KEPT_BYTES) {
      out = new Encoder();
    }
    reserve();
  }
}
