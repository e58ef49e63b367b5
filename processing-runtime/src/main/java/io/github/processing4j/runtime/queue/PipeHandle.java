package io.github.processing4j.runtime.queue;

import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;

/** Both ends of a pipe, in the JVM that made it. */
record PipeHandle(Connection first, Connection second) implements Pipe {
  static Pipe create(boolean duplex) {
    SharedObject made = SharedObjects.create(Kind.PIPE, PipeCore.BELLS, PipeCore.BYTES);
    return new PipeHandle(end(made, 0, duplex), end(made, 1, duplex));
  }

  private static Connection end(SharedObject made, int role, boolean duplex) {
    String more = duplex ? ConnectionHandle.DUPLEX : ConnectionHandle.SIMPLEX;
    ConnectionHandle end =
        new ConnectionHandle(new HandleText(Kind.PIPE, role, made.name(), more), false);
    end.begin(made);
    return end;
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
