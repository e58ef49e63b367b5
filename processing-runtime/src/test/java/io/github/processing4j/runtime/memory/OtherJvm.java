package io.github.processing4j.runtime.memory;

import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What another JVM looks like to the bells of this one: a member of an object, and a doorbell. */
final class OtherJvm implements AutoCloseable {
  private final Path doorbell;
  private final ServerSocketChannel server;
  private final int member;
  private SocketChannel rings;

  OtherJvm(SharedObject object) throws IOException {
    Session session = object.session();
    long slot = session.newSlot();
    object.expect(slot, 0);
    int found = 0;
    while (object.slotAt(found) != slot) {
      found++;
    }
    member = found;
    doorbell = session.directory().resolve(slot + ".b");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(doorbell));
    server.configureBlocking(false);
  }

  /** Its place in the object's table. */
  int member() {
    return member;
  }

  /** How many rings have come since this was asked last. */
  int rings() throws IOException {
    if (rings == null) {
      rings = server.accept();
      if (rings == null) {
        return 0;
      }
      rings.configureBlocking(false);
    }
    ByteBuffer read = ByteBuffer.allocate(1 << 10);
    int bytes = rings.read(read);
    return bytes / 8;
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (rings != null) {
      rings.close();
    }
    Files.deleteIfExists(doorbell);
  }
}
