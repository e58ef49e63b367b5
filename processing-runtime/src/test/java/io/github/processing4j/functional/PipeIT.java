package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.endsWell;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Connections;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.queue.Call;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class PipeIT {
  private static final Duration LONG = Eventually.LONG;

  @Test
  @Tag("core")
  @DisplayName("42, 44: objects, bytes, 16 MiB echoed; an empty message; then the end")
  void echo() throws Exception {
    Pipe pipe = Processing.pipe();
    Connection there = pipe.second();
    Process child =
        started(
            () -> {
              for (Object o = there.recv(); !"bytes".equals(o); o = there.recv()) {
                there.send(o);
              }
              try {
                while (true) {
                  there.sendBytes(there.recvBytes());
                }
              } catch (EOFException e) {
                there.close();
              }
            });
    there.close();
    Connection here = pipe.first();
    for (Object object : List.of("text", 7, Map.of("k", List.of(1)), Thread.State.NEW)) {
      here.send(object);
      assertEquals(object, here.recv());
    }
    here.send("bytes");
    byte[] large = new byte[16 << 20];
    new Random(1).nextBytes(large);
    for (byte[] message : new byte[][] {{1}, {}, large, {}, large, {2, 3}}) {
      here.sendBytes(message);
      assertArrayEquals(message, here.recvBytes());
    }
    here.close();
    endsWell(child);
  }

  @Test
  @Tag("core")
  @DisplayName("44: both ends are given to children; one is killed, the other reads to the end")
  void bothEndsGivenAway(Notes notes) throws Exception {
    Pipe pipe = Processing.pipe(false);
    Connection receives = pipe.first();
    Connection sends = pipe.second();
    Process sender =
        started(
            () -> {
              for (int i = 0; i < 1000; i++) {
                sends.send(i);
              }
              notes.put("sent");
              Family.sleepForLong();
            });
    Process receiver =
        started(
            () -> {
              notes.await("killed");
              for (int i = 0; i < 1000; i++) {
                assertEquals(i, receives.recv());
              }
              notes.put("read");
              assertThrows(EOFException.class, receives::recv);
              assertThrows(EOFException.class, receives::recv);
            });
    pipe.close();
    notes.await("sent");
    sender.kill();
    notes.put("killed");
    notes.await("read");
    endsWell(receiver);
    assertEquals(-9, exitCode(sender));
  }

  @Test
  @DisplayName("44: the receiver is killed while others wait to send, or for an answer")
  void killedReceiver(Notes notes) throws Exception {
    Pipe pipe = Processing.pipe();
    Connection there = pipe.second();
    Process child =
        started(
            () -> {
              there.recv();
              notes.put("received");
              Family.sleepForLong();
            });
    there.close();
    Connection here = pipe.first();
    Pipe polled = Processing.pipe();
    Connection polledThere = polled.second();
    Process other =
        started(
            () -> {
              polledThere.send(1);
              Runtime.getRuntime().halt(0);
            });
    polledThere.close();
    here.send(1);
    notes.await("received");
    Call send =
        Call.doing(
                () -> {
                  while (true) {
                    here.sendBytes(new byte[1 << 16]);
                  }
                })
            .awaitBlocked();
    Call recv = Call.of(here::recv).awaitBlocked();
    child.kill();
    recv.thrown(EOFException.class);
    assertFalse(send.thrown(IOException.class) instanceof EOFException);
    assertThrows(IOException.class, () -> here.send("to nobody"));
    // One who never waits is told too.
    assertEquals(0, exitCode(other));
    assertEquals(1, polled.first().recv());
    Eventually.become("the end", () -> polled.first().poll());
    assertThrows(EOFException.class, polled.first()::recv);
  }

  @Test
  @Tag("core")
  @DisplayName("26f: stop() while a child reads or writes: ProcessExit; the connection still works")
  void stopWhileReadingOrWriting(Notes notes) throws Exception {
    Pipe forReader = Processing.pipe();
    Pipe forWriter = Processing.pipe();
    Connection reads = forReader.second();
    Connection writes = forWriter.second();
    Process reader =
        started(
            "reader",
            () -> {
              notes.put("reads");
              try {
                reads.recv();
              } catch (ProcessExit e) {
                reads.send("stopped");
              }
              reads.send(reads.recv());
              reads.recvBytes();
            });
    Process writer =
        started(
            "writer",
            () -> {
              int sent = 0;
              try {
                while (true) {
                  writes.send(sent);
                  sent++;
                  notes.put("writes");
                }
              } catch (ProcessExit e) {
                notes.put("stopped with", sent);
              }
              writes.send("goes on");
            });
    notes.await("reads");
    notes.await("writes");
    reader.stop();
    writer.stop();
    assertEquals("stopped", forReader.first().recv());
    forReader.first().send("echo");
    assertEquals("echo", forReader.first().recv());
    long sent = notes.awaitLong("stopped with");
    for (int i = 0; i < sent; i++) {
      assertEquals(i, forWriter.first().recv());
    }
    assertEquals("goes on", forWriter.first().recv());
    endsWell(writer);
    reader.stop();
    ends(127, "stopped[ProcessExit]", reader);
    forReader.first().sendBytes(new byte[1]);
  }

  @Test
  @Tag("core")
  @DisplayName("stop() while a child waits to send into a full pipe: nothing of it was sent")
  void stopWhileThePipeIsFull() throws Exception {
    Pipe pipe = Processing.pipe();
    Connection there = pipe.second();
    Queue<Integer> progress = Processing.queue();
    Process child =
        started(
            "writer",
            () -> {
              for (int i = 0; true; i++) {
                there.sendBytes(new byte[1 << 16]);
                progress.put(i);
              }
            });
    there.close();
    int sent = progress.get(LONG) + 1;
    for (Integer more = 0; more != null; ) {
      more = progress.poll(500, TimeUnit.MILLISECONDS);
      sent += more == null ? 0 : 1;
    }
    child.stop();
    ends(127, "stopped[ProcessExit]", child);
    while (progress.poll() != null) {
      sent++;
    }
    for (int i = 0; i < sent; i++) {
      assertEquals(1 << 16, pipe.first().recvBytes().length);
    }
    // The stop may have come when one more was sent, and before that was told.
    if (!isAtEnd(pipe.first())) {
      assertThrows(EOFException.class, pipe.first()::recvBytes);
    }
  }

  private static boolean isAtEnd(Connection connection) throws Exception {
    try {
      assertEquals(1 << 16, connection.recvBytes().length);
      return false;
    } catch (EOFException e) {
      return true;
    }
  }

  @Test
  @Tag("core")
  @DisplayName("Connections.wait: connections, queues and processes at once")
  void waitForAll(Notes notes) throws Exception {
    Pipe pipe = Processing.pipe();
    Queue<String> queue = Processing.queue();
    Connection there = pipe.second();
    Process child =
        started(
            () -> {
              notes.await("send");
              there.send("message");
              notes.await("put");
              queue.put("item");
              notes.await("end");
              // The end of the connection comes with the end of the process.
              Runtime.getRuntime().halt(0);
            });
    there.close();
    List<Object> all = List.of(child.sentinel(), pipe.first(), queue);
    assertEquals(List.of(), Connections.wait(all, Duration.ofMillis(20)));
    notes.put("send");
    assertEquals(List.of(pipe.first()), Connections.wait(all, LONG));
    assertEquals("message", pipe.first().recv());
    notes.put("put");
    assertEquals(List.of(queue), Connections.wait(all, LONG));
    assertEquals("item", queue.take());
    notes.put("end");
    assertEquals(List.of(child.sentinel()), Connections.wait(List.of(child.sentinel()), LONG));
    assertTrue(child.sentinel().isReady());
    assertEquals(List.of(pipe.first()), Connections.wait(List.of(queue, pipe.first()), LONG));
    assertThrows(EOFException.class, pipe.first()::recv);
    endsWell(child);
  }

  @Test
  @DisplayName(
      "an end is sent through a queue and a connection, by one that ends before it is read")
  void endsAreSent() throws Exception {
    Queue<Connection> queue = Processing.queue();
    Pipe carrier = Processing.pipe();
    Connection carrying = carrier.second();
    endsWell(
        started(
            () -> {
              Pipe one = Processing.pipe();
              one.first().send("through the queue");
              queue.put(one.second());
              Pipe two = Processing.pipe();
              carrying.send(List.of(two.first(), two.second()));
            }));
    Connection second = queue.get(LONG);
    assertEquals("through the queue", second.recv());
    assertThrows(EOFException.class, second::recv);
    List<?> both = (List<?>) carrier.first().recv();
    Connection a = (Connection) both.get(0);
    Connection b = (Connection) both.get(1);
    a.send("between");
    assertEquals("between", b.recv());
    a.close();
    assertThrows(EOFException.class, b::recv);
  }

  /** Counterpart of the crash matrix for a pipe, of which one end is lost with the process. */
  @Test
  @DisplayName(
      "44: writers are killed at random instants: all that was sent, nothing else, the end")
  void writersAreKilledAtRandomInstants(Notes notes) throws Exception {
    Random random = new Random();
    for (int i = 0; i < 8; i++) {
      int name = i;
      Pipe pipe = Processing.pipe(i % 2 == 0);
      Connection sends = pipe.second();
      String file = notes.path("log" + i).toString();
      CrashLog log = new CrashLog(Path.of(file), 0);
      Process writer =
          started(
              () -> {
                CrashLog mine = new CrashLog(Path.of(file), 0);
                for (long number = 1; true; number++) {
                  mine.begin(number);
                  sends.sendBytes(CrashItem.of(name, number));
                  mine.put(number);
                }
              });
      sends.close();
      Call kill =
          Call.doing(
              () -> {
                Eventually.become("work", () -> log.put() > 0);
                LockSupport.parkNanos(random.nextInt(20_000_000));
                writer.kill();
              });
      long received = 0;
      try {
        while (true) {
          byte[] message = pipe.first().recvBytes();
          assertTrue(CrashItem.isWhole(message));
          assertEquals((long) name << 32 | ++received, CrashItem.id(message));
        }
      } catch (EOFException e) {
        assertTrue(received >= log.put() && received <= log.begun(), "received " + received);
      }
      kill.result();
      assertEquals(-9, exitCode(writer));
      pipe.close();
    }
  }

  @Test
  @DisplayName("the child closes its copy of the other end, unused / it gets the end of the pipe")
  void unusedCopyOfTheOtherEndIsClosed() throws Exception {
    try (Queue<String> ended = Processing.queue()) {
      Pipe pipe = Processing.pipe();
      Connection ours = pipe.first();
      Connection theirs = pipe.second();
      started(
          () -> {
            ours.close();
            assertEquals("only", theirs.recv());
            assertThrows(EOFException.class, theirs::recv);
            ended.put("ended");
          });
      theirs.close();
      ours.send("only");
      ours.close();
      assertEquals("ended", ended.get(Eventually.LONG));
    }
  }

  @Test
  @DisplayName(
      "the child closes its end, unused, and lives on / the parent gets the end of the pipe")
  void closedByTheChildThatLivesOn() throws Exception {
    try (Pipe pipe = Processing.pipe();
        Queue<String> go = Processing.queue()) {
      Connection theirs = pipe.second();
      Process child =
          started(
              () -> {
                theirs.close();
                go.get(Eventually.LONG);
              });
      theirs.close();
      assertThrows(EOFException.class, () -> pipe.first().recv());
      go.put("go");
      Eventually.endsWell(child);
    }
  }
}
