package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * A pipe with a child at its other end.
 *
 * @param connection our end
 */
record PipeTo(Connection connection, Partner partner) {

  /** Starts a child whose target is made of its end. */
  static PipeTo start(Function<Connection, Target> target) {
    Pipe pipe = Processing.pipe();
    Partner partner = Partner.start(target.apply(pipe.second()));
    return new PipeTo(pipe.first(), partner);
  }

  /** Sends the last message, and waits for the end of the child. */
  void close(byte[] last) {
    try {
      connection.sendBytes(last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      partner.close();
      connection.close();
    }
  }
}
