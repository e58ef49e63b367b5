package io.github.processing4j.udp;

import io.github.processing4j.ClosedHandleException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages over UDP for a render loop, which takes them once per frame.
 *
 * <pre>{@code
 * UdpReceiver messages = UdpReceiver.bind(7000);
 *
 * void draw() { // 60 times a second
 *   for (UdpMessage each = messages.poll(); each != null; each = messages.poll()) {
 *     show(each.text());
 *   }
 * }
 * }</pre>
 *
 * <p>A daemon thread of its own, {@code processing-udp-PORT}, takes what arrives from the system and
 * puts it where the loop finds it. What waits is bounded, by number and by bytes: should nobody look, a
 * new message drops the oldest. The loop and that thread never wait for each other, however much
 * arrives; where nothing waits, {@link #poll} and {@link #drain(Consumer)} allocate nothing and cost a
 * few reads. What was lost is counted, {@link #dropped()}.
 *
 * <p>{@link #bind(int)} listens at all addresses of this machine, of IPv4 and IPv6, so that senders on
 * other machines reach it. UDP knows no sender's identity: whoever reaches the port can send to it.
 * {@link #bindLoopback(int)} listens to this machine alone.
 *
 * <p>Thread-safe: each message is taken once, in the order of arrival. Interrupts have no effect here.
 * Close it: nothing else ends its thread and frees its port.
 *
 * <p>The model is TouchDesigner's UDP In DAT with its row format "One Per Message": {@link #history()}
 * is its rows, {@link #clear()} its Clear button, and a callback given to {@link #drain(Consumer)} its
 * {@code onReceive}.
 */
public final class UdpReceiver implements AutoCloseable {
  private final Intake intake;
  private final MessageRing waiting;
  private final History history;
  private final InetSocketAddress address;

  UdpReceiver(Intake intake, MessageRing waiting, History history) {
    this.intake = intake;
    this.waiting = waiting;
    this.history = history;
    this.address = intake.address();
  }

  /**
   * A receiver at all addresses of this machine.
   *
   * @param port 0 for any free one, which {@link #port()} tells
   * @throws IllegalArgumentException if it is not 0 to 65,535
   * @throws PortInUseException if another socket has the port
   * @throws UdpBindException if the user may not use the port, as those below 1024 on many systems
   */
  public static UdpReceiver bind(int port) {
    return builder(port).bind();
  }

  /**
   * A receiver at one address of this machine; the wildcard address means all of them, of IPv4 and
   * IPv6.
   *
   * @throws UdpBindException as {@link #bind(int)}; or if it is not an address of this machine
   */
  public static UdpReceiver bind(InetSocketAddress address) {
    Objects.requireNonNull(address, "address");
    if (address.isUnresolved()) {
      throw new UdpBindException("unknown host: " + address, address, null);
    }
    return builder(address.getPort()).address(address.getAddress()).bind();
  }

  /**
   * A receiver that only this machine reaches, at {@code 127.0.0.1}, or where there is no IPv4, at
   * {@code ::1}.
   *
   * @param port 0 for any free one
   * @throws UdpBindException as {@link #bind(int)}
   */
  public static UdpReceiver bindLoopback(int port) {
    return builder(port).address(InetAddress.getLoopbackAddress()).bind();
  }

  /**
   * The choices for a receiver, which {@link UdpReceiverBuilder#bind()} makes.
   *
   * @param port 0 for any free one
   * @throws IllegalArgumentException if it is not 0 to 65,535
   */
  public static UdpReceiverBuilder builder(int port) {
    return new UdpReceiverBuilder(port);
  }

  /** The port at which it receives, also after {@link #close()}. */
  public int port() {
    return address.getPort();
  }

  /** The address at which it receives; the wildcard address if that is all of them. */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Takes the oldest message that waits. Never blocks.
   *
   * @return null if none waits
   * @throws ClosedHandleException after {@link #close()}
   */
  public @Nullable UdpMessage poll() {
    UdpMessage message = waiting.take();
    if (message == null) {
      checkOpen();
    }
    return message;
  }

  /**
   * Takes all messages that wait, oldest first, and gives each to {@code action} in this thread. What
   * arrives meanwhile waits for the next call, so it returns also in a flood. If {@code action}
   * throws, the message that it was given is taken, and those behind it go on waiting.
   *
   * @return how many
   * @throws ClosedHandleException after {@link #close()}
   */
  public int drain(Consumer<? super UdpMessage> action) {
    return drain(action, Integer.MAX_VALUE);
  }

  /**
   * As {@link #drain(Consumer)}, but not more than {@code limit} messages.
   *
   * @param limit 0 or more
   */
  public int drain(Consumer<? super UdpMessage> action, int limit) {
    Objects.requireNonNull(action, "action");
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + ": 0 or more");
    }
    long end = waiting.end();
    int taken = 0;
    while (taken < limit) {
      UdpMessage message = waiting.take(end);
      if (message == null) {
        checkOpen();
        break;
      }
      taken++;
      action.accept(message);
    }
    return taken;
  }

  /**
   * The newest messages, taken or not, the oldest of them first: at most as many as {@link
   * UdpReceiverBuilder#history(int)} said, 100 by default. Never blocks; also after {@link #close()}.
   *
   * @return unmodifiable, and not changed later; the same list as long as nothing has come
   */
  public List<UdpMessage> history() {
    return history.rows();
  }

  /**
   * Forgets what came: the history, and the messages that wait. What is forgotten does not count as
   * dropped. Never blocks; also after {@link #close()}.
   */
  public void clear() {
    long end = waiting.end();
    history.clear();
    while (waiting.take(end) != null) {}
  }

  /** How many messages wait to be taken. */
  public int waiting() {
    return waiting.size();
  }

  /**
   * How many messages have come to this receiver, ever: those that wait, were taken, forgotten or
   * dropped by it. What the system dropped has not come.
   */
  public long received() {
    return intake.received();
  }

  /**
   * How many messages were lost, ever: {@link #droppedHere()}, and {@link #droppedBySystem()} where
   * that is known. Never blocks.
   */
  public long dropped() {
    return droppedHere() + Math.max(0, droppedBySystem());
  }

  /** How many messages were dropped, ever, because too many waited and nobody took them. */
  public long droppedHere() {
    return intake.droppedHere();
  }

  /**
   * How many messages the system dropped at this socket, ever, because the thread of this receiver was
   * not quick enough: by the {@code drops} of Linux's {@code /proc/net/udp}, which the thread looks up
   * after messages came, at most ten times a second. What is lost on the way here nobody knows.
   *
   * @return -1 where the system does not tell
   */
  public long droppedBySystem() {
    return intake.droppedBySystem();
  }

  /** How many bytes wait in the system, at most: what it granted of the size that was asked for. */
  public int receiveBufferBytes() {
    return intake.receiveBufferBytes();
  }

  /** Whether {@link #close()} was called. */
  public boolean isClosed() {
    return intake.isClosed();
  }

  /**
   * Ends the thread, frees the port, and forgets the messages that wait; idempotent. When it returns,
   * another may have the port. The history and the counts stay. Takes no longer than the thread needs
   * to end.
   */
  @Override
  public void close() {
    intake.close();
    while (waiting.take() != null) {}
  }

  /** {@code <UdpReceiver(port 7000)>}. */
  @Override
  public String toString() {
    return "<UdpReceiver(port " + port() + (isClosed() ? ", closed" : "") + ")>";
  }

  private void checkOpen() {
    if (intake.isClosed()) {
      throw new ClosedHandleException("the UDP receiver of port " + port() + " is closed");
    }
  }
}
