package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.launch.FailureForm;
import java.io.IOException;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the worker wrote it, until somebody asks for it: then it is read in his thread, with the
 * context class loader that the call was submitted with. Thread-safe.
 */
final class LateAnswer extends Answer {
  private final boolean failed;
  private final @Nullable ClassLoader loader;
  private final String where;

  // Guarded by this.
  private byte @Nullable [] written;
  private @Nullable Object handles;
  private @Nullable Object value;
  private @Nullable Throwable failure;

  private LateAnswer(
      byte[] written,
      boolean failed,
      @Nullable Object handles,
      @Nullable ClassLoader loader,
      String where) {
    this.written = written;
    this.failed = failed;
    this.handles = handles;
    this.loader = loader;
    this.where = where;
  }

  /** A value. The handles in it have arrived then, whether it will be read or not. */
  static LateAnswer value(byte[] written, @Nullable ClassLoader loader, String where)
      throws IOException {
    Decoder in = new Decoder(written);
    return new LateAnswer(written, false, in.hasHandles() ? in.takeHandles() : null, loader, where);
  }

  /** A failure, as {@code FailureForm} has written it. */
  static LateAnswer failure(byte[] written, @Nullable ClassLoader loader, String where) {
    return new LateAnswer(written, true, null, loader, where);
  }

  @Override
  synchronized @Nullable Throwable failure() {
    read();
    return failure;
  }

  @Override
  synchronized @Nullable Object value() {
    read();
    return value;
  }

  @Override
  boolean toldAsFailure() {
    return failed;
  }

  @Override
  synchronized int bytes() {
    return written == null ? 0 : written.length;
  }

  private void read() {
    byte[] from = written;
    if (from == null) {
      return;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before != loader) {
      thread.setContextClassLoader(loader);
    }
    try {
      if (failed) {
        failure = RemoteTrace.local(FailureForm.readTold(from), where);
      } else {
        value = new Decoder(from).getValue();
      }
    } catch (ProcessExit e) {
      // A stop of this process: the answer can still be read.
      throw e;
    } catch (Throwable e) {
      // Whatever the program's own classes throw, also for want of memory.
      failure = Reasons.notReadable("the result of a call in " + where, "this process", e);
    } finally {
      Reference.reachabilityFence(handles);
      if (before != loader) {
        thread.setContextClassLoader(before);
      }
    }
    written = null;
    handles = null;
  }
}
