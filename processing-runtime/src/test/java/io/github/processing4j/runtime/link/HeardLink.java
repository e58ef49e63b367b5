package io.github.processing4j.runtime.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a link tells. */
final class HeardLink implements LinkListener {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  public void connected() {
    heard.add("connected");
  }

  @Override
  public void received(byte type, byte[] body) {
    heard.add("frame " + type + " of " + body.length);
  }

  @Override
  public void closed() {
    heard.add("closed");
  }

  void assertNext(String expected) throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came, " + expected + " was expected");
    assertEquals(expected, next);
  }

  void assertNothingMore() {
    assertEquals(0, heard.size(), heard::toString);
  }
}
