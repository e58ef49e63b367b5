package io.github.processing4j.runtime.pool;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.queue.Item;
import io.github.processing4j.runtime.queue.ItemQueue;
import io.github.processing4j.spi.PoolSpec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Workers in JVMs of their own, which all answer by one queue. */
final class ProcessHire implements Hire, Ready {
  /** So many messages are handled before it is looked at what else is due. */
  private static final int TURN = 256;

  private final String pool;
  private final PoolSpec spec;
  private final JvmOptions jvm;

  /** It holds the handles in it, which all workers read. */
  private final @Nullable Function initializer;

  private final @Nullable ClassLoader loader;
  private final ItemQueue answers = ItemQueue.create(0);
  private volatile boolean woken;

  /**
   * Hires for a pool.
   *
   * @param initializer as {@link FunctionForm} has written it, or null
   * @param loader the context class loader by which results are read
   */
  ProcessHire(
      String pool,
      PoolSpec spec,
      JvmOptions jvm,
      @Nullable Function initializer,
      @Nullable ClassLoader loader) {
    this.pool = pool;
    this.spec = spec;
    this.jvm = jvm;
    this.initializer = initializer;
    this.loader = loader;
  }

  ItemQueue answers() {
    return answers;
  }

  /** As {@link FunctionForm} has written it, or empty. */
  byte[] initializer() {
    return initializer == null ? new byte[0] : Objects.requireNonNull(initializer.written());
  }

  String startMethod() {
    return spec.startMethod();
  }

  long memoryLimitBytes() {
    return spec.memoryLimitBytes();
  }

  JvmOptions jvm() {
    return jvm;
  }

  @Override
  public Worker hire(Foreman foreman, long id) {
    return new ProcessWorker(foreman, id, pool + "-worker-" + id, this);
  }

  @Override
  public boolean collect(Foreman foreman) {
    int handled = 0;
    while (handled < TURN) {
      Item item = answers.poll(ResultForm.HEADER);
      if (item == null) {
        break;
      }
      handled++;
      Worker worker = foreman.worker(Messages.number(item.bytes));
      if (worker != null) {
        handle(foreman, worker, item);
      }
    }
    return handled > 0;
  }

  private void handle(Foreman foreman, Worker worker, Item item) {
    switch (item.form) {
      case Messages.READY:
        foreman.ready(worker);
        break;
      case Messages.RESULTS:
        tell(foreman, worker, item.bytes);
        break;
      case Messages.REPORT:
        byte[] told = Messages.ofCall(item.bytes);
        foreman.reported(
            worker,
            Messages.chunk(item.bytes),
            told.length == 0 ? null : new WrittenReport(told, loader));
        break;
      case Messages.LEAVING:
        foreman.leaving(worker);
        break;
      case Messages.BROKEN:
        foreman.initializerFailed(worker, FailureForm.read(Messages.rest(item.bytes)));
        break;
      default:
        throw new IllegalStateException("a message of form " + item.form);
    }
  }

  /** Tells what is in a message of {@link Messages#RESULTS}. */
  void tell(Foreman foreman, Worker worker, byte[] message) {
    String where = worker.where();
    foreman.answered(
        worker, ResultForm.chunk(message), ResultForm.first(message), answers(message, where));
  }

  /** One result that is too large for this JVM must not be the end of the pool. */
  private @Nullable Answer[] answers(byte[] message, String where) {
    Throwable why;
    try {
      if (!ResultForm.isCut(message)) {
        return ResultForm.answers(message, loader, where);
      }
      why = new OutOfMemoryError("no memory for the results that were sent together");
    } catch (OutOfMemoryError e) {
      why = e;
    }
    Answer[] failures = new Answer[ResultForm.count(message)];
    String what = "the result of a call in ".concat(where);
    Arrays.fill(failures, Answer.failure(Reasons.notReadable(what, "this process", why)));
    return failures;
  }

  @Override
  public void await(long nanos) {
    answers.await(this, nanos);
    woken = false;
  }

  /** Whether the collector has something to do. */
  @Override
  public boolean isReady() {
    return woken || !answers.isEmpty();
  }

  @Override
  public void wake() {
    if (!woken) {
      woken = true;
      answers.wake();
    }
  }

  @Override
  public void close() {
    answers.close();
  }
}
