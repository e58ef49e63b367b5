package io.github.processing4j.udp;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that takes messages from the system. It waits for them in a selector, because an
 * interrupt would close a socket that it waited in.
 */
final class Intake implements Runnable {
  private static final long LOOK_MILLIS = 100;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress address;
  private final int receiveBufferBytes;
  private final SystemDrops systemDrops;
  private final MessageRing waiting;
  private final History history;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
  private volatile long received; // written by the thread alone
  private final AtomicLong droppedHere = new AtomicLong();
  private volatile boolean closed;

  // Of the thread alone.
  private long receivedWhenLooked;
  private long lookedNanos = System.nanoTime();
  private boolean failing;

  /** Uses the socket, and closes it in the end; but not if this fails. */
  Intake(DatagramChannel channel, MessageRing waiting, History history) throws IOException {
    this.channel = channel;
    this.waiting = waiting;
    this.history = history;
    address = (InetSocketAddress) channel.getLocalAddress();
    receiveBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    systemDrops = SystemDrops.of(address);
    selector = Selector.open();
    thread = new Thread(this, "processing-udp-" + address.getPort());
    thread.setDaemon(true);
    thread.setContextClassLoader(Intake.class.getClassLoader()); // not that of whoever binds
  }

  /** Begins. If this fails, the socket is closed. */
  void start() throws IOException {
    boolean started = false;
    try {
      channel.register(selector, SelectionKey.OP_READ);
      thread.start();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        takeOne();
      }
    } catch (ClosedSelectorException e) {
      // close() was quicker
    }
  }

  InetSocketAddress address() {
    return address;
  }

  int receiveBufferBytes() {
    return receiveBufferBytes;
  }

  long received() {
    return received;
  }

  long droppedHere() {
    return droppedHere.get();
  }

  long droppedBySystem() {
    return systemDrops.count();
  }

  boolean isClosed() {
    return closed;
  }

  /** Frees the port, and waits until the thread has ended. Idempotent; an interrupt is kept. */
  void close() {
    if (!closed) {
      systemDrops.look(); // for the last time
    }
    closed = true;
    closeQuietly(channel);
    closeQuietly(selector); // wakes the thread; only now is the port free
    join();
  }

  private void takeOne() {
    try {
      InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer.clear());
      failing = false;
      if (sender == null) {
        await();
      } else {
        accept(sender);
      }
    } catch (PortUnreachableException e) {
      // What some systems tell of an answer sent from here; no message is lost by it.
    } catch (ClosedChannelException e) {
      closed = true;
    } catch (IOException e) {
      failed(e);
    }
  }

  private void accept(InetSocketAddress sender) {
    long sequence = received + 1;
    try {
      byte[] bytes = new byte[buffer.flip().remaining()];
      buffer.get(bytes);
      UdpMessage message = new UdpMessage(sequence, bytes, sender);
      history.add(message);
      droppedHere.addAndGet(waiting.put(message));
    } catch (OutOfMemoryError e) {
      droppedHere.incrementAndGet(); // of the whole program: later ones may find room again
    }
    received = sequence; // last, so that who sees it finds the message
    if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
      look();
    }
  }

  /** Waits for a message, or until it is time to look up drops. */
  private void await() throws IOException {
    Thread.interrupted(); // or nothing would wait any more
    if (received == receivedWhenLooked) {
      selector.select();
    } else if (selector.select(LOOK_MILLIS) == 0) {
      look();
    }
    selector.selectedKeys().clear();
  }

  private void look() {
    receivedWhenLooked = received;
    systemDrops.look();
    lookedNanos = System.nanoTime();
  }

  private void failed(IOException e) {
    if (!failing) {
      failing = true;
      System.getLogger(UdpReceiver.class.getName())
          .log(Level.ERROR, "UDP port " + address.getPort() + ": receiving fails; trying again", e);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      System.getLogger(UdpReceiver.class.getName()).log(Level.ERROR, "not closed: " + closeable, e);
    }
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
