package io.github.processing4j.runtime.queue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.connection.BufferTooShortException;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Waitable;
import io.github.processing4j.runtime.memory.Watch;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a pipe. */
final class ConnectionHandle extends Handle<PipeCore> implements Connection, Waitable {
  private static final long serialVersionUID = 1;

  static final String DUPLEX = "duplex";

  /** The first end only receives, the second only sends. */
  static final String SIMPLEX = "simplex";

  /** A message of bytes, as against an object. */
  private static final byte RAW = 64;

  /** Looks whether a receiver that has died has left nobody behind, once in so many messages. */
  private static final int SENDS_PER_LOOK = 256;

  /** And between two polls, where none waits for long enough to find out. */
  private static final long POLL_LOOK_NANOS = 100_000_000;

  private final transient Items objects;
  private final transient boolean sends;
  private final transient boolean receives;
  private transient int sendsToLook;
  private transient volatile long lastLook = System.nanoTime();

  /** Nobody holds the other end, nor ever will. */
  private transient volatile boolean peerGone;

  ConnectionHandle(HandleText text, boolean arrives) {
    super(text, arrives);
    objects = new Items(null, 0, true, "the pipe " + text.segment().file());
    boolean duplex = text.more().equals(DUPLEX);
    sends = duplex || text.role() == 1;
    receives = duplex || text.role() == 0;
  }

  void begin(SharedObject made) {
    adopt(made);
  }

  @Override
  protected PipeCore open(SharedObject object) {
    return PipeCore.of(object);
  }

  @Override
  protected int bells() {
    return PipeCore.BELLS;
  }

  // Sending.

  @Override
  public void send(@Nullable Object object) throws IOException {
    Item item = objects.write(object);
    send(item.form, item.bytes, 0, item.bytes.length, item);
  }

  @Override
  public void sendBytes(byte[] bytes) throws IOException {
    send(RAW, bytes, 0, bytes.length, null);
  }

  @Override
  public void sendBytes(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    send(RAW, bytes, offset, length, null);
  }

  @Override
  public void sendBytes(ByteBuffer bytes) throws IOException {
    if (bytes.hasArray()) {
      send(RAW, bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), null);
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(bytes.position(), copy);
      send(RAW, copy, 0, copy.length, null);
    }
    bytes.position(bytes.limit());
  }

  /**
   * Sends what it is given.
   *
   * @param item the same, if it is an object
   */
  private void send(byte form, byte[] source, int from, int length, @Nullable Item item)
      throws IOException {
    PipeCore pipe = open(sends, "only receives");
    try {
      Bell.check(true);
      requirePeer(pipe);
      LaneQueue out = pipe.from(role());
      boolean sent = item != null ? out.offer(item) : out.offer(form, source, from, length);
      if (!sent) {
        out.space.await(new Sending(pipe, form, source, from, length, item), Long.MAX_VALUE, true);
      }
    } catch (InterruptedException e) {
      throw interrupted("send", e);
    } catch (ClosedHandleException e) {
      throw closed(e);
    } catch (PeerGoneException e) {
      throw new IOException(this + ": the other end is closed, in all processes that held it");
    }
  }

  private void requirePeer(PipeCore pipe) {
    boolean look = --sendsToLook <= 0;
    if (look) {
      sendsToLook = SENDS_PER_LOOK;
    }
    if (peerGone || (look ? isPeerGone(pipe) : !pipe.object().isNoted(1 - role()))) {
      throw new PeerGoneException();
    }
  }

  /** Also finds out if those who held the other end have died. */
  private boolean isPeerGone(PipeCore pipe) {
    if (!peerGone && !pipe.isHeld(1 - role())) {
      peerGone = true;
    }
    return peerGone;
  }

  private final class Sending implements Ready {
    private final PipeCore pipe;
    private final byte form;
    private final byte[] source;
    private final int from;
    private final int length;
    private final @Nullable Item item;

    Sending(PipeCore pipe, byte form, byte[] source, int from, int length, @Nullable Item item) {
      this.pipe = pipe;
      this.form = form;
      this.source = source;
      this.from = from;
      this.length = length;
      this.item = item;
    }

    @Override
    public boolean isReady() {
      requireOpen();
      if (!pipe.object().isNoted(1 - role())) {
        throw new PeerGoneException();
      }
      LaneQueue out = pipe.from(role());
      return item != null ? out.offer(item) : out.offer(form, source, from, length);
    }

    @Override
    public void recheck() {
      if (isPeerGone(pipe)) {
        throw new PeerGoneException();
      }
    }
  }

  /** Nobody holds the other end. Does not leave this class. */
  private static final class PeerGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PeerGoneException() {
      super(null, null, false, false);
    }
  }

  // Receiving.

  @Override
  public @Nullable Object recv() throws IOException {
    Item item = receive();
    if (item.form == RAW) {
      throw new IOException(
          this + ": a message of bytes was sent, receive it by recvBytes(); it is lost");
    }
    try {
      return objects.read(item);
    } catch (NotReadableException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
  }

  @Override
  public <T> @Nullable T recv(Class<T> type) throws IOException {
    return type.cast(recv());
  }

  @Override
  public byte[] recvBytes() throws IOException {
    Item item = receive();
    if (item.form != RAW) {
      Items.drop(item);
      throw new IOException(this + ": an object was sent, receive it by recv(); it is lost");
    }
    return item.bytes;
  }

  @Override
  public byte[] recvBytes(int maxBytes) throws IOException {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("at most " + maxBytes + " bytes");
    }
    byte[] bytes = recvBytes();
    if (bytes.length > maxBytes) {
      throw new IOException(
          this
              + ": a message of "
              + bytes.length
              + " bytes, more than the "
              + maxBytes
              + " asked for; it is lost");
    }
    return bytes;
  }

  @Override
  public int recvBytesInto(ByteBuffer buffer) throws IOException {
    if (buffer.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    byte[] bytes = recvBytes();
    if (bytes.length > buffer.remaining()) {
      throw new BufferTooShortException(bytes, buffer.remaining());
    }
    buffer.put(bytes);
    return bytes.length;
  }

  private Item receive() throws IOException {
    PipeCore pipe = open(receives, "only sends");
    try {
      Bell.check(true);
      Receiving receiving = new Receiving(pipe, true);
      pipe.to(role()).items.await(receiving, Long.MAX_VALUE, true);
      Item item = receiving.item;
      if (item == null) {
        throw new EOFException(this + ": the other end is closed, and nothing is left");
      }
      return item;
    } catch (InterruptedException e) {
      throw interrupted("recv", e);
    } catch (ClosedHandleException e) {
      throw closed(e);
    }
  }

  @Override
  public boolean poll() throws IOException {
    return poll(Duration.ZERO);
  }

  @Override
  public boolean poll(@Nullable Duration timeout) throws IOException {
    PipeCore pipe = open(receives, "only sends");
    try {
      Bell.check(true);
      long nanos = timeout == null ? Long.MAX_VALUE : LaneHandle.nanos(timeout);
      if (pipe.to(role()).items.await(new Receiving(pipe, false), nanos, true)) {
        return true;
      }
      long now = System.nanoTime();
      if (now - lastLook < POLL_LOOK_NANOS) {
        return false;
      }
      lastLook = now;
      return isPeerGone(pipe);
    } catch (InterruptedException e) {
      throw interrupted("poll", e);
    } catch (ClosedHandleException e) {
      throw closed(e);
    }
  }

  /** Waits for a message, or for the end. */
  private final class Receiving implements Ready {
    private final PipeCore pipe;
    private final LaneQueue in;
    private final boolean take;
    private @Nullable Item item;

    Receiving(PipeCore pipe, boolean take) {
      this.pipe = pipe;
      this.in = pipe.to(role());
      this.take = take;
    }

    @Override
    public boolean isReady() {
      requireOpen();
      if (look()) {
        return true;
      }
      if (peerGone || !pipe.object().isNoted(1 - role())) {
        // What it sent at the last moment.
        look();
        return true;
      }
      return false;
    }

    private boolean look() {
      if (!take) {
        return !in.isEmpty();
      }
      item = in.poll();
      return item != null;
    }

    @Override
    public void recheck() {
      isPeerGone(pipe);
    }
  }

  private PipeCore open(boolean able, String why) throws IOException {
    if (!able) {
      throw new IOException(this + " " + why);
    }
    try {
      return core();
    } catch (ClosedHandleException e) {
      throw closed(e);
    }
  }

  /** Tells a thread that waits: the other end may be open in this JVM. */
  private void requireOpen() {
    core();
  }

  private IOException closed(ClosedHandleException e) {
    return new IOException(this + " is closed in this process", e);
  }

  private static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    return LaneHandle.interrupted(what, e);
  }

  @Override
  public void close() {
    super.close();
  }

  // Connections.wait.

  @Override
  public boolean isReadyNow() {
    if (isClosed() || !receives) {
      return true;
    }
    PipeCore pipe = core();
    return !pipe.to(role()).isEmpty() || isPeerGone(pipe);
  }

  @Override
  public Watch watch(Runnable wake) {
    try {
      return core().to(role()).items.watch(wake);
    } catch (ClosedHandleException e) {
      return Watch.NONE;
    }
  }

  @Override
  public String toString() {
    return "<Connection(" + handleText().segment().file() + ", end " + (role() + 1) + ")>";
  }
}
