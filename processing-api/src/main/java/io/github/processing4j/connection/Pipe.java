package io.github.processing4j.connection;

import java.io.Serializable;

/**
 * The two ends of a channel between two processes: what Python's {@code multiprocessing.Pipe()}
 * returns.
 *
 * <pre>{@code
 * Pipe pipe = Processing.pipe();
 * Processing.start(() -> pipe.second().send("hello"));
 * System.out.println(pipe.first().recv());
 * }</pre>
 *
 * <p>Of a duplex pipe both ends send and receive; of a simplex one the first receives and the
 * second sends. Thread-safe; serializable.
 *
 * @see io.github.processing4j.Processing#pipe(boolean)
 */
public interface Pipe extends AutoCloseable, Serializable {

  /** One end; of a simplex pipe the one that receives. The same at every call. */
  Connection first();

  /** The other end; of a simplex pipe the one that sends. The same at every call. */
  Connection second();

  /** Closes this process's handles of both ends; idempotent. */
  @Override
  void close();
}
