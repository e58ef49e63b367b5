package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Target;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.shared.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What the children run that exchange something by a pipe. */
public final class PipeTargets {
  private PipeTargets() {}

  /** Sends back all messages until an empty one. */
  public static Target echo(Connection connection) {
    return () -> {
      for (byte[] bytes = connection.recvBytes();
          bytes.length > 0;
          bytes = connection.recvBytes()) {
        connection.sendBytes(bytes);
      }
    };
  }

  /** Sends as many messages as it is told by the first four bytes of one, until 0. */
  public static Target bulkSender(Connection connection, int size) {
    return () -> {
      byte[] data = new byte[size];
      for (int count = order(connection); count > 0; count = order(connection)) {
        for (int i = 0; i < count; i++) {
          connection.sendBytes(data);
        }
      }
    };
  }

  /** Copies shared memory whenever it is told how much of it, until 0, and says when it has. */
  public static Target memoryReader(Connection connection, SharedMemory memory) {
    return () -> {
      ByteBuffer buffer = memory.buffer();
      for (int size = order(connection); size > 0; size = order(connection)) {
        byte[] copy = new byte[size];
        buffer.get(0, copy);
        connection.sendBytes(new byte[] {copy[size - 1]});
      }
    };
  }

  /** An order, as these read it. */
  public static byte[] order(int count) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(count).array();
  }

  private static int order(Connection connection) throws IOException {
    return ByteBuffer.wrap(connection.recvBytes()).getInt();
  }
}
