package io.github.processing4j.runtime.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of the link to one child. What is sent before the child has connected waits for
 * it. Thread-safe; never blocks.
 */
public final class Link {
  private final LinkServer server;
  private final long slot;
  private final byte[] token;
  private final LinkListener listener;

  // These two belong to the link thread.
  private final List<byte[]> waiting = new ArrayList<>();
  private @Nullable Peer peer;

  private boolean closed;

  Link(LinkServer server, long slot, byte[] token, LinkListener listener) {
    this.server = server;
    this.slot = slot;
    this.token = token;
    this.listener = listener;
  }

  /** What the child must know to be let in. */
  public byte[] token() {
    return token;
  }

  long slot() {
    return slot;
  }

  LinkListener listener() {
    return listener;
  }

  /** Sends a frame, now or when the child connects; never if the link is gone. */
  public void send(byte type, byte[] body) {
    byte[] frame = Frames.frame(type, body);
    server.execute(() -> sendNow(frame));
  }

  /** The child has ended: what it sent is still delivered, then the listener hears of the end. */
  public void expectEnd() {
    server.execute(
        () -> {
          server.forget(this);
          // A connected child's end shows as end of stream, after all that it sent.
          if (peer == null) {
            detach();
          }
        });
  }

  void attach(Peer connected) {
    peer = connected;
    // A copy, for the peer may break while it sends, and detach.
    List<byte[]> toSend = List.copyOf(waiting);
    waiting.clear();
    for (byte[] frame : toSend) {
      connected.send(frame);
    }
  }

  void detach() {
    peer = null;
    waiting.clear();
    if (!closed) {
      closed = true;
      server.forget(this);
      listener.closed();
    }
  }

  private void sendNow(byte[] frame) {
    Peer connected = peer;
    if (connected != null) {
      connected.send(frame);
    } else if (!closed) {
      if (Frames.isCommand(frame)) {
        waiting.removeIf(earlier -> earlier[4] == frame[4]);
      }
      waiting.add(frame);
    }
  }
}
