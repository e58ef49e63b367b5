package io.github.processing4j.runtime.pool;

import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.runtime.launch.ProgressForm;
import org.jspecify.annotations.Nullable;

/**
 * A report as a worker in another JVM has written it.
 *
 * @param loader the context class loader by which its payload is read
 */
record WrittenReport(byte[] written, @Nullable ClassLoader loader) implements Report {
  @Override
  public ProgressSnapshot read() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return ProgressForm.read(written);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
