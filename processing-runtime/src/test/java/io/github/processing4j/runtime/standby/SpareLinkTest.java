package io.github.processing4j.runtime.standby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.link.LinkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpareLinkTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final SpareLink link = new SpareLink(changes::incrementAndGet);
  private final Heir heir = new Heir();

  @Test
  void theHeirHearsOfAConnectionThatWasThereBefore() {
    link.connected();
    assertTrue(link.bequeath(heir));
    link.received(Frames.RESULT, new byte[0]);
    link.closed();
    assertEquals(List.of("connected", "21", "closed"), heir.heard);
    assertEquals(0, changes.get());
  }

  @Test
  void theHeirHearsOfAConnectionThatComesLater() {
    assertTrue(link.bequeath(heir));
    link.connected();
    assertEquals(List.of("connected"), heir.heard);
  }

  @Test
  void whatTheSpareSaysOfItselfIsNotForTheHeir() {
    assertTrue(link.bequeath(heir));
    link.received(Frames.READY, new byte[0]);
    link.received(Frames.PONG, new byte[0]);
    assertEquals(List.of(), heir.heard);
    assertTrue(link.isReady());
    assertEquals(1, link.pongs());
  }

  @Test
  void aLinkThatIsGoneCannotBeBequeathed() {
    link.closed();
    assertFalse(link.bequeath(heir));
    assertTrue(link.isClosed());
    assertEquals(1, changes.get());
    assertEquals(List.of(), heir.heard);
  }

  @Test
  void anAnswerThatDoesNotComeIsNotAwaitedForLong() {
    assertFalse(link.awaitPong(link.pongs(), 5));
  }

  @Test
  void anInterruptIsKeptWhileAnAnswerIsAwaited() {
    Thread.currentThread().interrupt();
    assertFalse(link.awaitPong(link.pongs(), 5));
    assertTrue(Thread.interrupted());
  }

  private static final class Heir implements LinkListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void received(byte type, byte[] body) {
      heard.add(Byte.toString(type));
    }

    @Override
    public void closed() {
      heard.add("closed");
    }
  }
}
