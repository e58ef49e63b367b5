package io.github.processing4j.runtime.memory;

import io.github.processing4j.runtime.session.AtExit;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How one JVM wakes the threads of another: the daemon thread {@code processing-doorbell} waits at a
 * socket of the session, and each ring is eight bytes: a bell's key, and in two bits that it leaves for
 * that, whom to wake there.
 *
 * <p>It is opened when a thread of this JVM parks for the first time. No thread of the user ever blocks
 * in a channel: its rings are written without blocking, and one that would block is dropped, for so many
 * before it were not heard yet.
 *
 * <p>The system property {@code processing4j.doorbell} set to {@code none} does without; then parked
 * threads look by themselves, at most 200 times a second.
 */
final class Doorbell implements Runnable {
  /** Whom a ring is for: one of the threads that wait at the bell. */
  static final long ONE = 0;

  /** All the threads that wait. */
  static final long ALL = Long.MIN_VALUE;

  /** All who watch. */
  static final long WATCHERS = 8;

  private static final String PROPERTY = "processing4j.doorbell";
  private static final String TRANSPORT_PROPERTY = "processing4j.transport";
  private static final int MAX_SOCKET_PATH_BYTES = 103;
  private static final int BACKLOG = 1024;
  private static final int MAX_TRIES = 3;
  private static final int MIN_LIMIT = 16;

  /** How long nobody new is let in who cannot be. */
  private static final long PAUSE_MILLIS = 50;

  /** The bells at which this JVM listens. */
  static final Map<Long, Bell> BELLS = new ConcurrentHashMap<>();

  private static final Map<Long, Ringer> RINGERS = new ConcurrentHashMap<>();

  private static volatile boolean open;
  private static boolean tried;
  private static int limit = MIN_LIMIT;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final SelectionKey accepting;
  private volatile boolean leaving;

  private Doorbell(ServerSocketChannel server) throws IOException {
    this.selector = Selector.open();
    this.server = server;
    this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  static void listen(long key, Bell bell) {
    BELLS.put(key, bell);
  }

  static void listenNoMore(long key, Bell bell) {
    BELLS.remove(key, bell);
  }

  /** Opens that of this JVM, if it is not open; false if there can be none. */
  static boolean open(Session session) {
    return open || openNow(session);
  }

  private static synchronized boolean openNow(Session session) {
    if (!tried) {
      tried = true;
      if (!"none".equals(System.getProperty(PROPERTY))) {
        boolean interrupted = Thread.interrupted();
        try {
          start(session);
          open = true;
        } catch (IOException | RuntimeException e) {
          Log.of(Doorbell.class).debug("no doorbell: parked threads look by themselves", e);
        } finally {
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
        }
      }
    }
    return open;
  }

  private static void start(Session session) throws IOException {
    Path file = session.directory().resolve(fileName(session.slot()));
    boolean unix =
        !"tcp".equals(System.getProperty(TRANSPORT_PROPERTY))
            && file.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH_BYTES;
    ServerSocketChannel server = null;
    if (unix) {
      try {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file), BACKLOG);
      } catch (UnsupportedOperationException e) {
        server = null;
      }
    }
    if (server == null) {
      server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      session.write(
          fileName(session.slot()), Integer.toString(port).getBytes(StandardCharsets.US_ASCII));
    }
    server.configureBlocking(false);
    Doorbell doorbell = new Doorbell(server);
    DaemonThreads.start("processing-doorbell", doorbell);
    // At its end a JVM waits for a thread that is in a system call.
    AtExit.run(
        new Runnable() {
          @Override
          public void run() {
            doorbell.leave();
          }
        });
  }

  private void leave() {
    leaving = true;
    selector.wakeup();
  }

  private static String fileName(long slot) {
    return slot + ".b";
  }

  @Override
  public void run() {
    ByteBuffer heard = ByteBuffer.allocateDirect(8 << 10);
    while (!leaving) {
      try {
        selector.select(accepting.interestOps() == 0 ? PAUSE_MILLIS : 0);
        // After a pause, or sooner if there was a ring meanwhile.
        accepting.interestOps(SelectionKey.OP_ACCEPT);
      } catch (IOException | RuntimeException e) {
        Log.of(Doorbell.class).debug("the doorbell goes on after", e);
        LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000);
      }
      for (SelectionKey key : selector.selectedKeys()) {
        try {
          if (key == accepting) {
            accept();
          } else {
            read(key, heard);
          }
        } catch (IOException | RuntimeException e) {
          Log.of(Doorbell.class).debug("the doorbell goes on after", e);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void accept() throws IOException {
    SocketChannel channel;
    try {
      channel = server.accept();
    } catch (IOException e) {
      // No descriptor is left: it would be asked again at once.
      accepting.interestOps(0);
      throw e;
    }
    if (channel != null) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8));
    }
  }

  private static void read(SelectionKey key, ByteBuffer heard) {
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer part = (ByteBuffer) key.attachment();
    try {
      heard.clear();
      if (channel.read(heard) < 0) {
        channel.close();
        return;
      }
      heard.flip();
      while (heard.hasRemaining()) {
        part.put(heard.get());
        if (!part.hasRemaining()) {
          hear(part.getLong(0));
          part.clear();
        }
      }
    } catch (IOException e) {
      try {
        channel.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
    }
  }

  private static void hear(long ring) {
    Bell bell = BELLS.get(ring & ~(ALL | WATCHERS));
    if (bell != null) {
      bell.hear(ring & (ALL | WATCHERS));
    }
  }

  // The other side.

  /**
   * Rings at the JVM with this slot. Never blocks.
   *
   * @param ring the key of the bell, and whom to wake
   * @return false if it is not there
   */
  static boolean ring(Session session, long slot, long ring) {
    boolean interrupted = false;
    try {
      for (int tries = 0; tries < MAX_TRIES; tries++) {
        Ringer ringer = RINGERS.get(slot);
        try {
          if (ringer == null) {
            ringer = Ringer.connect(session.directory().resolve(fileName(slot)));
            Ringer raced = RINGERS.putIfAbsent(slot, ringer);
            if (raced != null) {
              ringer.close();
              ringer = raced;
            }
            hangUpOnTheDead(session);
          }
          ringer.ring(ring);
          return true;
        } catch (IOException e) {
          interrupted |= Thread.interrupted();
          if (ringer == null) {
            return false;
          }
          RINGERS.remove(slot, ringer);
          ringer.close();
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the connection to a JVM that has ended. */
  static void hangUp(long slot) {
    Ringer ringer = RINGERS.remove(slot);
    if (ringer != null) {
      ringer.close();
    }
  }

  /** Now and then: those who are no children of this JVM end unnoticed. */
  private static synchronized void hangUpOnTheDead(Session session) {
    if (RINGERS.size() < limit) {
      return;
    }
    for (Long slot : RINGERS.keySet()) {
      if (!session.liveness().isAlive(slot)) {
        hangUp(slot);
      }
    }
    limit = Math.max(MIN_LIMIT, 2 * RINGERS.size());
  }

  /** A connection to the doorbell of another JVM. */
  private static final class Ringer {
    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(8);

    private Ringer(SocketChannel channel) {
      this.channel = channel;
    }

    static Ringer connect(Path file) throws IOException {
      boolean interrupted = Thread.interrupted();
      @Nullable SocketChannel channel = null;
      try {
        SocketAddress address = address(file);
        channel =
            address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        if (address instanceof UnixDomainSocketAddress) {
          channel.configureBlocking(false);
          channel.connect(address);
          channel.finishConnect();
        } else {
          // To a loopback port that listens, a connection is made at once.
          channel.connect(address);
          channel.configureBlocking(false);
        }
        return new Ringer(channel);
      } catch (IOException | RuntimeException e) {
        if (channel != null) {
          channel.close();
        }
        throw e instanceof IOException io ? io : new IOException(e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static SocketAddress address(Path file) throws IOException {
      if (Files.isRegularFile(file)) {
        String port = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
      }
      return UnixDomainSocketAddress.of(file);
    }

    synchronized void ring(long ring) throws IOException {
      bytes.clear();
      bytes.putLong(0, ring);
      channel.write(bytes);
      if (bytes.hasRemaining() && bytes.position() > 0) {
        throw new IOException("a ring was cut short");
      }
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        Log.of(Doorbell.class).debug("cannot close a connection", e);
      }
    }
  }
}
