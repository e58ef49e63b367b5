package io.github.processing4j.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.shared.IntValue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandleTest {
  private static final long LONG_SECONDS = 40;

  private static void collect(WeakReference<?> lost) {
    Awaitility.await()
        .atMost(LONG_SECONDS, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              return lost.get() == null;
            });
  }

  private static void awaitState(Thread thread, Thread.State... states) {
    Awaitility.await()
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .atMost(LONG_SECONDS, TimeUnit.SECONDS)
        .until(() -> List.of(states).contains(thread.getState()));
  }

  private static <T> FutureTask<T> begin(Callable<T> call, List<Thread> threads) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
    return task;
  }

  private static Path file(Object handle) {
    String name = ((Handle<?>) handle).handleText().segment().file();
    return Session.current().directory().resolve(name);
  }

  private static WeakReference<Object> sendAndLose(Queue<Object> by) throws Exception {
    Queue<String> queue = Processing.queue();
    queue.put("waits");
    by.put(queue);
    return new WeakReference<>(queue);
  }

  @Test
  void whatComesAgainAfterItWasLostIsHeld() throws Exception {
    try (Queue<Object> by = Processing.queue()) {
      for (int round = 0; round < 20; round++) {
        collect(sendAndLose(by));
        Queue<?> again = (Queue<?>) by.take();
        assertTrue(Files.exists(file(again)));
        assertEquals("waits", again.poll());
        again.close();
        assertFalse(Files.exists(file(again)));
      }
    }
  }

  private static WeakReference<Object> paintAndLose(Queue<Object> by) throws Exception {
    FrameBuffer frames = FrameBuffer.create(4);
    try (FrameBuffer.Writer frame = frames.write()) {
      frame.buffer().putInt(7);
    }
    assertNotNull(frames.latest());
    by.put(frames);
    return new WeakReference<>(frames);
  }

  @Test
  void framesThatComeAgainCanBePaintedAndRead() throws Exception {
    try (Queue<Object> by = Processing.queue()) {
      collect(paintAndLose(by));
      try (FrameBuffer again = (FrameBuffer) by.take()) {
        ByteBuffer frame = again.latest();
        assertNotNull(frame);
        assertEquals(7, frame.getInt(0));
        try (FrameBuffer.Writer next = again.write()) {
          next.buffer().putInt(8);
        }
        ByteBuffer newest = again.latest();
        assertNotNull(newest);
        assertEquals(8, newest.getInt(0));
      }
    }
  }

  @Test
  void oneThatIsClosedWhileItArrivesArrivesAnew() throws Exception {
    try (Queue<Object> by = Processing.queue()) {
      Queue<String> queue = Processing.queue();
      by.put(queue);
      SharedObject object =
          SharedObjects.open(((Handle<?>) queue).handleText().segment(), Kind.QUEUE, 3);
      List<Thread> threads = new ArrayList<>();
      FutureTask<String> waits =
          begin(
              () -> {
                try {
                  return queue.take();
                } catch (ClosedHandleException e) {
                  return "told";
                }
              },
              threads);
      awaitState(threads.get(0), Thread.State.WAITING, Thread.State.TIMED_WAITING);
      FutureTask<Object> arrives;
      // Holds up the one that closes, in the middle of it.
      synchronized (object) {
        begin(
            () -> {
              queue.close();
              return true;
            },
            threads);
        awaitState(threads.get(1), Thread.State.BLOCKED);
        arrives = begin(by::take, threads);
        awaitState(threads.get(2), Thread.State.WAITING, Thread.State.BLOCKED);
      }
      assertEquals("told", waits.get(LONG_SECONDS, TimeUnit.SECONDS));
      @SuppressWarnings("unchecked")
      Queue<String> again = (Queue<String>) arrives.get(LONG_SECONDS, TimeUnit.SECONDS);
      assertNotSame(queue, again);
      again.put("works");
      assertEquals("works", again.poll());
      again.close();
      assertFalse(Files.exists(file(again)));
    }
  }

  private static final class Lazy extends Handle<Object> {
    private static final long serialVersionUID = 1;

    final transient CountDownLatch opening = new CountDownLatch(1);
    final transient CountDownLatch go = new CountDownLatch(1);

    Lazy(HandleText text) {
      super(text, false);
    }

    @Override
    protected Object open(SharedObject object) {
      return new Object();
    }

    @Override
    protected int bells() {
      opening.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return 3;
    }

    Object use() {
      return core();
    }
  }

  @Test
  void firstUseAndArrivalDoNotWaitForEachOther() throws Exception {
    Handle<?> sent = (Handle<?>) Processing.queue();
    HandleText text = sent.handleText();
    sent.depart();
    Handles.remove(sent);
    collect(new WeakReference<>(Processing.queue()));
    List<Lazy> made = new ArrayList<>();
    Handles.Maker maker =
        (of, arrives) -> {
          made.add(new Lazy(of));
          return made.get(0);
        };
    Handles.get(text.toString(), false, maker);
    Lazy lazy = made.get(0);
    List<Thread> threads = new ArrayList<>();
    FutureTask<Object> uses = begin(lazy::use, threads);
    lazy.opening.await();
    FutureTask<Object> arrives = begin(() -> Handles.get(text.toString(), true, maker), threads);
    awaitState(threads.get(1), Thread.State.BLOCKED);
    lazy.go.countDown();
    assertNotNull(uses.get(LONG_SECONDS, TimeUnit.SECONDS));
    assertEquals(lazy, arrives.get(LONG_SECONDS, TimeUnit.SECONDS));
    lazy.close();
    sent.close();
  }

  @Test
  void theLockOfAValueIsFoundWhileTheValueArrives() throws Exception {
    try (Queue<IntValue> by = Processing.queue()) {
      for (int round = 0; round < 200; round++) {
        IntValue value = Processing.value(1);
        by.put(value);
        List<Thread> threads = new ArrayList<>();
        FutureTask<Object> arrives = begin(by::take, threads);
        FutureTask<Object> locks = begin(value::lock, threads);
        assertEquals(value, arrives.get(LONG_SECONDS, TimeUnit.SECONDS));
        assertEquals(value.lock(), locks.get(LONG_SECONDS, TimeUnit.SECONDS));
        value.close();
      }
    }
  }

  /** An end that is in the table or under way at any time, now the one, now the other. */
  @Test
  void whatIsHandedOverIsAlwaysSeen() throws Exception {
    SharedObject object = SharedObjects.create(Kind.PIPE, 4, 1 << 16);
    object.enter(0);
    object.enter(1);
    AtomicBoolean end = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    FutureTask<Object> handsOver =
        begin(
            () -> {
              while (!end.get()) {
                object.depart(1);
                object.leave(1);
                object.enter(1);
                object.arrive(1);
              }
              return true;
            },
            threads);
    for (int look = 0; look < 200_000; look++) {
      assertTrue(object.isNoted(1));
      assertTrue(object.isHeld(1));
    }
    end.set(true);
    handsOver.get(LONG_SECONDS, TimeUnit.SECONDS);
    object.leave(1);
    assertFalse(object.isHeld(1));
    object.leave(0);
    assertFalse(Files.exists(Session.current().directory().resolve(object.name().file())));
  }
}
