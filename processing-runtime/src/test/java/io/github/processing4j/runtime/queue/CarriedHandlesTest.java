package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.JoinableQueue;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An end of a pipe travels in an item, which goes nowhere: the other end sees that nobody has it. */
@Timeout(60)
class CarriedHandlesTest {
  private final Pipe pipe = Processing.pipe();

  private void assertEnd() throws Exception {
    FutureTask<Object> end =
        new FutureTask<>(() -> assertThrows(EOFException.class, () -> pipe.first().recv()));
    Thread thread = new Thread(end);
    thread.setDaemon(true);
    thread.start();
    assertNotNull(end.get(20, TimeUnit.SECONDS));
    pipe.first().close();
  }

  @Test
  void doneInJoinableQueue() throws Exception {
    try (JoinableQueue<Object> queue = Processing.joinableQueue()) {
      queue.put(pipe.second());
      Connection end = (Connection) queue.take();
      queue.taskDone();
      end.close();
      assertEnd();
    }
  }

  @Test
  void cleared() throws Exception {
    try (Queue<Object> queue = Processing.queue()) {
      queue.put(pipe.second());
      pipe.second().close();
      queue.clear();
      assertEnd();
    }
  }

  @Test
  void clearedFromJoinableQueue() throws Exception {
    try (JoinableQueue<Object> queue = Processing.joinableQueue()) {
      queue.put(pipe.second());
      pipe.second().close();
      queue.clear();
      assertEnd();
    }
  }

  @Test
  void closedWithTheQueue() throws Exception {
    Queue<Object> queue = Processing.queue();
    queue.put(pipe.second());
    queue.put(pipe.second());
    pipe.second().close();
    queue.close();
    assertEnd();
  }

  @Test
  void closedWithTheJoinableQueue() throws Exception {
    JoinableQueue<Object> queue = Processing.joinableQueue();
    queue.put(pipe.second());
    queue.put(pipe.second());
    // Taken, and not done.
    queue.take();
    pipe.second().close();
    queue.close();
    assertEnd();
  }

  @Test
  void closedWithAnotherPipe() throws Exception {
    Pipe by = Processing.pipe();
    by.first().send(pipe.second());
    pipe.second().close();
    by.close();
    assertEnd();
  }

  @Test
  void receivedAsBytes() throws Exception {
    Pipe by = Processing.pipe();
    by.first().send(pipe.second());
    pipe.second().close();
    assertThrows(IOException.class, () -> by.second().recvBytes());
    assertEnd();
    by.close();
  }

  private static final class Unreadable implements Serializable {
    private static final long serialVersionUID = 1;

    private final Connection end;

    Unreadable(Connection end) {
      this.end = end;
    }

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("cannot be read");
    }

    @Override
    public String toString() {
      return "with " + end;
    }
  }

  @Test
  void inWhatCannotBeRead() throws Exception {
    try (Queue<Object> queue = Processing.queue()) {
      queue.put(new Unreadable(pipe.second()));
      pipe.second().close();
      assertThrows(NotReadableException.class, queue::take);
      assertEnd();
    }
  }

  @Test
  void tooLarge() throws Exception {
    try (Queue<Object> queue = Queue.<Object>builder().maxItemBytes(1000).build()) {
      assertThrows(
          ItemTooLargeException.class,
          () -> queue.put(new Object[] {pipe.second(), new byte[2000]}));
      pipe.second().close();
      assertEnd();
    }
  }

  @Test
  void closedWhileItWaitsForRoom() throws Exception {
    try (Queue<Object> queue = Processing.queue(1)) {
      queue.put("full");
      FutureTask<Object> puts =
          new FutureTask<>(
              () -> {
                try {
                  queue.put(pipe.second());
                  return "put";
                } catch (InterruptedException | ClosedHandleException e) {
                  return e.getClass();
                }
              });
      Thread thread = new Thread(puts);
      thread.start();
      Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      pipe.second().close();
      assertEquals("full", queue.take());
      assertEquals(ClosedHandleException.class, puts.get(20, TimeUnit.SECONDS));
      assertEnd();
    }
  }

  @Test
  void interruptedWhileItWaitsForRoom() throws Exception {
    try (Queue<Object> queue = Processing.queue(1)) {
      queue.put("full");
      FutureTask<Object> puts =
          new FutureTask<>(
              () ->
                  assertThrows(InterruptedException.class, () -> queue.put(pipe.second()))
                      .getClass());
      Thread thread = new Thread(puts);
      thread.start();
      Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      thread.interrupt();
      assertEquals(InterruptedException.class, puts.get(20, TimeUnit.SECONDS));
      pipe.second().close();
      assertEnd();
    }
  }

  @Test
  void oneOfSeveralIsClosed() throws Exception {
    try (Queue<Object> queue = Processing.queue();
        Queue<Object> other = Processing.queue()) {
      Connection end = pipe.second();
      queue.put(List.of(end, other));
      Object[] both = ((List<?>) queue.take()).toArray();
      assertEquals(end, both[0]);
      other.close();
      assertThrows(NotSendableException.class, () -> queue.put(List.of(end, other)));
      end.close();
      assertEnd();
    }
  }
}
