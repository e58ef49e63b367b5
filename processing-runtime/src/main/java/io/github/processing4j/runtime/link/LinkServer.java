package io.github.processing4j.runtime.link;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  /** More unauthenticated connections than this at once are refused. */
  private static final int MAX_STRANGERS = 64;

  /** The least that every platform can hold in the path of a socket. */
  private static final int MAX_SOCKET_PATH_BYTES = 103;

  private static @Nullable LinkServer instance;

  final SecureRandom random = new SecureRandom();
  final ByteBuffer readBuffer = ByteBuffer.allocateDirect(64 << 10);

  private final ServerSocketChannel server;
  private final boolean tcp;
  private final LinkAddress address;
  private final Selector selector;
  private final Map<Long, Link> expected = new ConcurrentHashMap<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Peer> strangers = new ArrayList<>();
  private volatile boolean leaving;

  private LinkServer(ServerSocketChannel server, LinkAddress address) throws IOException {
    this.server = server;
    this.address = address;
    tcp = address.isTcp();
    server.configureBlocking(false);
    selector = Selector.open();
    server.register(selector, SelectionKey.OP_ACCEPT);
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
        running = open(Session.current());
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

  private static LinkServer open(Session session) throws IOException {
    Path path = session.directory().resolve(session.slot() + ".l");
    boolean fits = path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH_BYTES;
    if (fits && !"tcp".equals(System.getProperty(TRANSPORT_PROPERTY))) {
      try {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), 128);
        return new LinkServer(server, LinkAddress.unix(path.toString()));
      } catch (UnsupportedOperationException e) {
        Log.of(LinkServer.class).debug("no Unix sockets here; using loopback TCP");
      }
    }
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    return new LinkServer(
        server, LinkAddress.tcp(((InetSocketAddress) server.getLocalAddress()).getPort()));
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
      running.leaving = true;
      running.selector.wakeup();
    }
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
        Thread.interrupted();
        selector.select(strangers.isEmpty() ? 0 : 100);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.attachment() instanceof Peer peer) {
            peer.ready(key);
          } else {
            accept();
          }
        }
        selector.selectedKeys().clear();
        dropSlowStrangers();
      } catch (IOException | RuntimeException e) {
        Log.of(LinkServer.class).warn("the link thread goes on after", e);
      }
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    try {
      if (strangers.size() >= MAX_STRANGERS) {
        Log.of(LinkServer.class)
            .warn("refusing a connection: {} others have not said who they are", MAX_STRANGERS);
        channel.close();
        return;
      }
      if (!tcp && !PeerCredentials.isOurs(channel)) {
        Log.of(LinkServer.class).warn("refusing a connection from another user");
        channel.close();
        return;
      }
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Peer peer = new Peer(this, channel, key);
      key.attach(peer);
      strangers.add(peer);
      peer.challenge();
    } catch (IOException | RuntimeException e) {
      Log.of(LinkServer.class).debug("a connection failed at once", e);
      channel.close();
    }
  }

  private void dropSlowStrangers() {
    long now = System.nanoTime();
    for (Peer peer : List.copyOf(strangers)) {
      if (now - peer.bornNanos() > HANDSHAKE_MILLIS * 1_000_000) {
        Log.of(LinkServer.class).warn("dropping a connection that did not say who it is");
        peer.close();
      }
    }
  }
}
