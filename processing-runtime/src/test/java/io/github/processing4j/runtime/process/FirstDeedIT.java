package io.github.processing4j.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.processing4j.Process;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a child does before its link is there. */
@Timeout(60)
class FirstDeedIT {

  @Test
  void aChildThatStartsAProcessAtOnceStaysInTheSessionOfItsParent() {
    Process child =
        new Process(
            () -> {
              Process grandchild;
              // The link thread waits on itself before its first deed, and goes on when it is let.
              synchronized (linkThread()) {
                grandchild = new Process(() -> {});
                grandchild.start();
              }
              grandchild.join();
              assertEquals(0, grandchild.getExitCode());
              assertNotNull(Child.session());
              assertEquals(Child.session().toPath(), Session.current().directory());
              assertEquals(Child.payload().slot, Session.current().slot());
            });
    child.start();
    child.join();
    assertEquals(0, child.getExitCode(), () -> String.valueOf(child.getFailure()));
  }

  private static Thread linkThread() {
    Thread[] threads = new Thread[20];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals("processing-link")) {
        return threads[i];
      }
    }
    throw new AssertionError("no link thread");
  }
}
