package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Pool;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.TaskFailedException;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Results that are taken one after another, of sources that are taken from as they are. */
class PoolSourceIT extends PoolTests {
  /** So many small items may be under way, by chunks of one. */
  private static final int MOST_UNDER_WAY = 1024 + 2 * WORKERS;

  /** Gives numbers without end, and tells how many it gave. */
  private static final class Endless implements Iterable<Integer>, Iterator<Integer> {
    volatile int given;
    volatile Thread taker;

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public boolean hasNext() {
      taker = Thread.currentThread();
      return true;
    }

    @Override
    public Integer next() {
      int next = given;
      given = next + 1;
      return next;
    }
  }

  /** Gives some, and then does something else. */
  private static Iterable<Integer> someThen(int some, Runnable then) {
    return () ->
        new Iterator<>() {
          private int given;

          @Override
          public boolean hasNext() {
            if (given == some) {
              then.run();
              return false;
            }
            return true;
          }

          @Override
          public Integer next() {
            return given++;
          }
        };
  }

  private static <T> List<T> all(ResultIterator<T> results) {
    List<T> all = new ArrayList<>();
    for (T each : results) {
      all.add(each);
    }
    return all;
  }

  private static int slowly(int i) throws InterruptedException {
    if (i % 13 == 0) {
      Thread.sleep(2);
    }
    return i * i;
  }

  @Test
  @Tag("core")
  @DisplayName("48: imap is ordered, imapUnordered gives the same; whatever the chunk")
  void orderedAndUnordered() {
    List<Integer> items = PoolMapIT.range(100);
    List<Integer> squares = items.stream().map(i -> i * i).toList();
    assertEquals(squares, all(pool.imap(i -> slowly(i), items)));
    List<Integer> unordered = all(pool.imapUnordered(i -> slowly(i), items));
    Collections.sort(unordered);
    assertEquals(squares, unordered);
    for (int chunk : new int[] {1, 7, 100, 1000}) {
      assertEquals(squares, all(pool.imap(i -> slowly(i), items, chunk)), "chunk " + chunk);
      unordered = all(pool.imapUnordered(i -> slowly(i), items, chunk));
      Collections.sort(unordered);
      assertEquals(squares, unordered, "chunk " + chunk);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("48: an empty source gives nothing; after the end there is nothing")
  void endOfResults() throws Exception {
    List<Integer> none = List.of();
    assertFalse(pool.imap(x -> x, none).hasNext());
    assertThrows(NoSuchElementException.class, () -> pool.imap(x -> x, none).next());
    assertThrows(NoSuchElementException.class, () -> pool.imapUnordered(x -> x, none).next());
    ResultIterator<Integer> one = pool.imap(x -> x, List.of(1));
    assertSame(one, one.iterator());
    assertTrue(one.hasNext());
    assertTrue(one.hasNext());
    assertEquals(1, one.next());
    assertFalse(one.hasNext());
    assertThrows(NoSuchElementException.class, one::next);
    assertThrows(NoSuchElementException.class, () -> one.next(Duration.ZERO));
  }

  @Test
  @DisplayName("a chunk is 1 or more")
  void chunks() {
    for (int chunk : new int[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> pool.imap(x -> x, List.of(1), chunk));
      assertThrows(
          IllegalArgumentException.class, () -> pool.imapUnordered(x -> x, List.of(1), chunk));
    }
  }

  @Test
  @DisplayName("next with a time: TimeoutException, and it is the next one still")
  void nextWithTimeout(Notes notes) throws Exception {
    ResultIterator<Integer> results =
        pool.imap(
            i -> {
              notes.await("go");
              return i;
            },
            List.of(1, 2));
    assertThrows(TimeoutException.class, () -> results.next(Duration.ofMillis(20)));
    assertThrows(TimeoutException.class, () -> results.next(Duration.ZERO));
    assertThrows(TimeoutException.class, () -> results.next(Duration.ofSeconds(-1)));
    notes.put("go");
    assertEquals(1, results.next(LONG));
    assertEquals(2, results.next());
    assertFalse(results.hasNext());
  }

  @Test
  @Tag("core")
  @DisplayName("an endless source is taken from as results are")
  void endlessSource() {
    Endless source = new Endless();
    try (ResultIterator<Integer> results = pool.imap(i -> i * 2, source)) {
      for (int i = 0; i < 3000; i++) {
        assertEquals(i * 2, results.next());
        int ahead = source.given - (i + 1);
        assertTrue(ahead <= MOST_UNDER_WAY, () -> ahead + " ahead");
      }
      // As far as it may, it gets ahead; and no further while others are served.
      Eventually.become("some ahead", () -> source.given >= 3000 + 2 * WORKERS);
      for (int i = 0; i < 200; i++) {
        pool.apply(() -> 1);
      }
      assertTrue(source.given <= 3000 + MOST_UNDER_WAY, () -> source.given + " given");
      assertFalse(source.taker == Thread.currentThread());
    }
  }

  @Test
  @DisplayName("of large items fewer are under way")
  void largeItems() {
    Endless source = new Endless();
    Iterable<byte[]> large =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public byte[] next() {
                source.next();
                return new byte[1_000_000];
              }
            };
    if (onThreads()) {
      return; // Nothing is written, so nobody knows how large it is.
    }
    try (ResultIterator<Integer> results = pool.imapUnordered(b -> b.length, large)) {
      for (int i = 0; i < 60; i++) {
        assertEquals(1_000_000, results.next());
        int ahead = source.given - (i + 1);
        assertTrue(ahead <= 100, () -> ahead + " MB ahead");
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName(
      "a source that throws: what came before is delivered, then its exception, then the end")
  void sourceThrows() {
    for (int chunk : new int[] {1, 4}) {
      for (boolean ordered : new boolean[] {true, false}) {
        Iterable<Integer> source =
            someThen(
                10,
                () -> {
                  throw new IllegalStateException("of the source");
                });
        ResultIterator<Integer> results =
            ordered
                ? pool.imap(i -> slowly(i), source, chunk)
                : pool.imapUnordered(i -> slowly(i), source, chunk);
        Set<Integer> before = new HashSet<>();
        for (int i = 0; i < 10; i++) {
          before.add(results.next());
        }
        assertEquals(10, before.size());
        IllegalStateException e = assertThrows(IllegalStateException.class, results::next);
        assertEquals("of the source", e.getMessage());
        assertFalse(results.hasNext());
        assertThrows(NoSuchElementException.class, results::next);
      }
    }
    Iterable<Integer> broken =
        () -> {
          throw new IllegalStateException("no iterator");
        };
    try {
      ResultIterator<Integer> results = pool.imap(i -> i, broken);
      assertThrows(IllegalStateException.class, results::next);
      assertFalse(results.hasNext());
    } catch (IllegalStateException e) {
      // By the caller's own thread, if it is that which asks for the iterator.
      assertEquals("no iterator", e.getMessage());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("49: an item whose call failed throws from next, and the iteration goes on")
  void itemFails() {
    ResultIterator<Integer> results = pool.imap(i -> 10 / i, List.of(5, 0, 2), 3);
    assertEquals(2, results.next());
    assertTrue(results.hasNext());
    assertThrows(ArithmeticException.class, results::next);
    assertEquals(5, results.next());
    assertFalse(results.hasNext());
    ResultIterator<Integer> checked =
        pool.imapUnordered(
            i -> {
              throw new IOException("checked");
            },
            List.of(1));
    TaskFailedException e = assertThrows(TaskFailedException.class, checked::next);
    assertInstanceOf(IOException.class, e.getCause());
    assertFalse(checked.hasNext());
  }

  @Test
  @DisplayName("who closes the results takes no more from the source, and harms nobody else")
  void closeOfResults() {
    Endless source = new Endless();
    ResultIterator<Integer> results = pool.imap(i -> i, source, 3);
    assertEquals(0, results.next());
    results.close();
    results.close();
    awaitQuiet(pool);
    int given = source.given;
    assertEquals(PoolMapIT.range(100), pool.map(x -> x, PoolMapIT.range(100), 1));
    assertTrue(source.given <= given + 3, () -> source.given + " after " + given);
  }

  @Test
  @DisplayName("results that nobody can reach any more: their source is let go")
  void forgottenResults() {
    WeakReference<Endless> source = forgotten();
    Eventually.become(
        "the end of the source",
        () -> {
          System.gc();
          return source.get() == null;
        });
    awaitQuiet(pool);
    assertEquals(1, pool.apply(() -> 1));
  }

  private static WeakReference<Endless> forgotten() {
    Endless source = new Endless();
    assertEquals(0, pool.imap(i -> i, source).next());
    return new WeakReference<>(source);
  }

  @Test
  @DisplayName(
      "close of the pool cuts off: what was taken is delivered, then CancellationException")
  void closeOfThePoolCutsOff() {
    for (boolean ordered : new boolean[] {true, false}) {
      Pool own = ownPool();
      Endless source = new Endless();
      ResultIterator<Integer> results =
          ordered ? own.imap(i -> i, source) : own.imapUnordered(i -> i, source);
      results.next();
      own.close();
      int given = source.given;
      int delivered = 1;
      try {
        while (delivered <= given) {
          int result = results.next();
          assertTrue(!ordered || result == delivered);
          delivered++;
        }
      } catch (CancellationException e) {
        assertThrows(NoSuchElementException.class, results::next);
      }
      // One more may just have been asked for.
      assertTrue(delivered == given || delivered == given - 1, delivered + " of " + given);
      assertEquals(given, source.given);
    }
  }

  @Test
  @DisplayName("close of the pool after the end of a source: all its results are delivered")
  void closeOfThePoolAfterTheEndOfTheSource() {
    Pool own = ownPool();
    AtomicReference<Thread> taker = new AtomicReference<>();
    Iterable<Integer> source = someThen(20, () -> taker.set(Thread.currentThread()));
    ResultIterator<Integer> results = own.imap(i -> i, source, 3);
    assertEquals(0, results.next());
    Eventually.become("the end of the source", () -> taker.get() != null);
    Eventually.become("that it is known", () -> taker.get().getState() != Thread.State.RUNNABLE);
    own.close();
    assertEquals(PoolMapIT.range(20).subList(1, 20), all(results));
  }

  @Test
  @DisplayName("terminate ends the results, also for who waits for one")
  void terminateEndsResults() {
    Pool own = ownPool();
    ResultIterator<Object> results =
        own.imap(
            i -> {
              Family.sleepForLong();
              return null;
            },
            new Endless());
    Call waits = Call.of(results::next).awaitBlocked();
    own.terminate();
    waits.thrown(CancellationException.class);
    assertTrue(own.join(LONG));
  }

  @Test
  @DisplayName("a source that waits keeps nobody from what came before, nor the pool from its end")
  void sourceThatWaits() {
    CountDownLatch go = new CountDownLatch(1);
    Pool own = ownPool();
    ResultIterator<Integer> results =
        own.imap(
            i -> i,
            someThen(
                2,
                () -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    assertEquals(0, results.next());
    assertEquals(1, results.next());
    assertThrows(TimeoutException.class, () -> results.next(Duration.ofMillis(10)));
    own.close();
    assertThrows(CancellationException.class, results::next);
    go.countDown();
  }

  @Test
  @DisplayName("several threads take from one iterator: each result is taken once")
  void severalThreads() {
    ResultIterator<Integer> results = pool.imapUnordered(i -> i, PoolMapIT.range(2000), 5);
    List<Call> calls = new ArrayList<>();
    Set<Integer> taken = Collections.synchronizedSet(new HashSet<>());
    for (int i = 0; i < 4; i++) {
      calls.add(
          Call.of(
              () -> {
                int own = 0;
                try {
                  while (true) {
                    assertTrue(taken.add(results.next()));
                    own++;
                  }
                } catch (NoSuchElementException e) {
                  return own;
                }
              }));
    }
    assertEquals(2000, calls.stream().mapToInt(call -> (Integer) call.result()).sum());
    assertEquals(2000, taken.size());
  }

  @Test
  @DisplayName(
      "an interrupt ends the waiting for a result, and sets the flag again; the result stays")
  void interrupted(Notes notes) {
    ResultIterator<Integer> results =
        pool.imap(
            i -> {
              notes.await("go");
              return i;
            },
            List.of(7, 8));
    Call next = Call.of(results::next).awaitBlocked().interrupt();
    next.thrown(ProcessingInterruptedException.class);
    assertTrue(next.leftInterrupted());
    Call hasNext = Call.of(results::hasNext).awaitBlocked().interrupt();
    hasNext.thrown(ProcessingInterruptedException.class);
    assertTrue(hasNext.leftInterrupted());
    notes.put("go");
    assertEquals(List.of(7, 8), all(results));
  }

  @Test
  @DisplayName("the results of one may be the source of another")
  void chain() {
    ResultIterator<Integer> first = pool.imap(i -> i + 1, PoolMapIT.range(3000));
    ResultIterator<Integer> second = pool.imap(i -> i * 2, first);
    assertEquals(PoolMapIT.range(3000).stream().map(i -> (i + 1) * 2).toList(), all(second));
  }
}
