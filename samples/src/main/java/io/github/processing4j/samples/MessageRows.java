package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.udp.UdpMessage;
import io.github.processing4j.udp.UdpReceiver;

/** A render loop that shows what another program sends: a row for each message, until the last. */
final class MessageRows {
  private static final String LAST = "All messages sent";

  /** How long a message may be on its way when its sender has ended. */
  private static final int FRAMES_AFTER = 60;

  private final FrameLoop loop = FrameLoop.atRate(60);
  private final UdpReceiver messages;
  private final Subprocess sender;
  private boolean isComplete;
  private int framesAfter;

  private MessageRows(UdpReceiver messages, Subprocess sender) {
    this.messages = messages;
    this.sender = sender;
  }

  /** Draws until the last message is there, or the sender has ended without it: then exits with 1. */
  static void show(UdpReceiver messages, Subprocess sender) {
    MessageRows rows = new MessageRows(messages, sender);
    rows.loop.run(rows::draw);
    if (!rows.isComplete) {
      System.out.println("There are no more messages: " + sender);
      System.exit(1);
    }
    System.out.printf("%d frames were drawn meanwhile.%n", rows.loop.frame());
  }

  private boolean draw() {
    if (sender.poll() != null) {
      framesAfter++;
    }
    for (UdpMessage each = messages.poll(); each != null; each = messages.poll()) {
      System.out.printf("frame %4d  %s%n", loop.frame(), each.text());
      isComplete |= each.text().equals(LAST);
    }
    return !isComplete && framesAfter < FRAMES_AFTER;
  }
}
