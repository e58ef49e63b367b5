package io.github.processing4j.runtime.link;

import io.github.processing4j.ProcessingException;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of the links to all its children: one socket, one daemon thread.
 *
 * <p>All state of a peer belongs to that thread; others hand it work through {@link #execute}. What a
 * stranger does costs at most its own connection: it has {@value #HANDSHAKE_MILLIS} ms and {@value
 * Frames#MAX_HANDSHAKE_BYTES} bytes to say who it is.
 */
public final class LinkServer implements Runnable {
  /** {@code tcp} forces loopback TCP. */
  public static final String TRANSPORT_PROPERTY = "processing4j.transport";

  static final long HANDSHAKE_MILLIS = 10_000;

  /**
   * Beside one for each child that is expected, at most so many connections may be unauthenticated at
   * once; then the oldest is dropped for the next. A child that is dropped tries again.
   */
  private static final int MAX_STRANGERS = 64;

  /** How many connections are accepted before others are served again. */
  private static final int MAX_ACCEPTS = 64;

  /** How long no connection is accepted after that has failed, as without descriptors. */
  private static final long PAUSE_NANOS = 100_000_000;

  private static final long ERROR_PAUSE_NANOS = 10_000_000;

  private static final int LOOK_MILLIS = 100;
  private static final int BACKLOG = 128;

  /** The least that every platform can hold in the path of a socket. */
  private static final int MAX_SOCKET_PATH_BYTES = 103;

  private static @Nullable LinkServer instance;

  final SecureRandom random = new SecureRandom();
  final ByteBuffer readBuffer = ByteBuffer.allocateDirect(64 << 10);
  final Warnings warnings = new Warnings();

  private final ServerSocketChannel server;
  private final boolean tcp;
  private final Path directory;
  private final LinkAddress address;
  private final Selector selector;
  private final Map<Long, Link> expected = new ConcurrentHashMap<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final long handshakeNanos;
  private final SelectionKey acceptKey;
  private volatile boolean leaving;

  // These belong to the link thread. The oldest stranger is the first.
  private final List<Peer> strangers = new ArrayList<>();
  private boolean paused;
  private long pausedNanos;

  private LinkServer(
      ServerSocketChannel server, LinkAddress address, Path directory, long handshakeMillis)
      throws IOException {
    this.server = server;
    this.address = address;
    this.directory = directory;
    handshakeNanos = handshakeMillis * 1_000_000;
    tcp = address.isTcp();
    server.configureBlocking(false);
    selector = Selector.open();
    acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * The server of this JVM, started if it is not there.
   *
   * @throws ProcessingException if no socket can be had
   */
  public static synchronized LinkServer get() {
    LinkServer running = instance;
    if (running == null) {
      try {
        Session session = Session.current();
        running = open(session.directory(), session.slot() + ".l", HANDSHAKE_MILLIS);
      } catch (IOException e) {
        throw new ProcessingException(
            "cannot open a socket for children ("
                + e
                + "); -D"
                + TRANSPORT_PROPERTY
                + "=tcp uses loopback TCP",
            e);
      }
      instance = running;
      DaemonThreads.start("processing-link", running);
    }
    return running;
  }

  /** A server at a socket that is new, or on loopback TCP; it is still to be run. */
  static LinkServer open(Path directory, String name, long handshakeMillis) throws IOException {
    Path path = directory.resolve(name);
    boolean fits = path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH_BYTES;
    if (fits && !"tcp".equals(System.getProperty(TRANSPORT_PROPERTY))) {
      try {
        return bound(
            ServerSocketChannel.open(StandardProtocolFamily.UNIX),
            UnixDomainSocketAddress.of(path),
            directory,
            handshakeMillis);
      } catch (UnsupportedOperationException e) {
        Log.of(LinkServer.class).debug("no Unix sockets here; using loopback TCP");
      }
    }
    return bound(
        ServerSocketChannel.open(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        directory,
        handshakeMillis);
  }

  private static LinkServer bound(
      ServerSocketChannel server, SocketAddress wanted, Path directory, long handshakeMillis)
      throws IOException {
    try {
      server.bind(wanted, BACKLOG);
      LinkAddress address =
          server.getLocalAddress() instanceof InetSocketAddress tcp
              ? LinkAddress.tcp(tcp.getPort())
              : LinkAddress.unix(wanted.toString());
      return new LinkServer(server, address, directory, handshakeMillis);
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Where children connect. */
  public LinkAddress address() {
    return address;
  }

  /** A link to the child with this slot, which may connect from now on. */
  public Link expect(long slot, LinkListener listener) {
    byte[] token = new byte[Handshake.TOKEN_BYTES];
    random.nextBytes(token);
    Link link = new Link(this, slot, token, listener);
    expected.put(slot, link);
    return link;
  }

  /** This JVM exits: ends the thread, for which the JVM would wait while it is in a system call. */
  public static synchronized void leave() {
    LinkServer running = instance;
    if (running != null) {
      running.end();
    }
  }

  void end() {
    leaving = true;
    selector.wakeup();
  }

  boolean isTcp() {
    return tcp;
  }

  @Nullable Link expectedAt(long slot) {
    return expected.get(slot);
  }

  void forget(Link link) {
    expected.remove(link.slot(), link);
  }

  void authenticated(Peer peer) {
    strangers.remove(peer);
  }

  void gone(Peer peer) {
    strangers.remove(peer);
  }

  /** Runs on the link thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  @Override
  public void run() {
    while (!leaving) {
      try {
        turn();
      } catch (IOException | RuntimeException | Error e) {
        goOnAfter(e);
      }
    }
  }

  private void turn() throws IOException {
    Thread.interrupted();
    selector.select(strangers.isEmpty() && !paused && tasks.isEmpty() ? 0 : LOOK_MILLIS);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    try {
      for (SelectionKey key : selector.selectedKeys()) {
        if (!key.isValid()) {
          continue;
        }
        if (key.attachment() instanceof Peer peer) {
          peer.ready(key);
        } else {
          accept();
        }
      }
    } finally {
      selector.selectedKeys().clear();
    }
    dropSlowStrangers();
    if (paused && System.nanoTime() - pausedNanos > PAUSE_NANOS) {
      paused = false;
      acceptKey.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  /** Whatever happens to one link, the others need this thread; but it must not spin. */
  private void goOnAfter(Throwable e) {
    warnings.warn("the link thread goes on after", e);
    LockSupport.parkNanos(ERROR_PAUSE_NANOS);
  }

  private void accept() {
    for (int i = 0; i < MAX_ACCEPTS; i++) {
      SocketChannel channel;
      try {
        channel = server.accept();
      } catch (IOException e) {
        // Who waits to be accepted would wake the selector again at once.
        acceptKey.interestOps(0);
        paused = true;
        pausedNanos = System.nanoTime();
        warnings.warn("cannot accept connections for now", e);
        return;
      }
      if (channel == null) {
        return;
      }
      admit(channel);
    }
  }

  private void admit(SocketChannel channel) {
    try {
      if (!tcp && !PeerCredentials.isOurs(channel, directory)) {
        warnings.warn("refusing a connection from another user", null);
        channel.close();
        return;
      }
      if (strangers.size() >= MAX_STRANGERS + expected.size()) {
        warnings.warn("dropping a connection: too many do not say who they are", null);
        strangers.get(0).close();
      }
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Peer peer = new Peer(this, channel, key);
      key.attach(peer);
      strangers.add(peer);
      peer.challenge();
    } catch (IOException | RuntimeException | Error e) {
      try {
        channel.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      warnings.warn("a connection failed at once", e);
    }
  }

  private void dropSlowStrangers() {
    long now = System.nanoTime();
    while (!strangers.isEmpty() && now - strangers.get(0).bornNanos() > handshakeNanos) {
      warnings.warn("dropping a connection that did not say who it is", null);
      strangers.get(0).close();
    }
  }
}
