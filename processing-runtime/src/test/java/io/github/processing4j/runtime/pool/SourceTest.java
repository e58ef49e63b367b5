package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.TaskFailedException;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources, and the results that come from them. */
@Timeout(120)
class SourceTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MOST_CHUNKS = 1024;

  private final FakeDispatcher fake = FakeDispatcher.idle();
  private LocalPool pool = fake.pool();

  @AfterEach
  void noFeederIsLeft() {
    pool.terminate();
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("processing-Fake-source")));
    assertFalse(fake.isAnyOpen());
    assertEquals(0, fake.progress().remaining());
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().collect(Collectors.toList());
  }

  /** 0, 1, 2, and so on, for ever. */
  private static final class Endless implements Iterable<Integer>, Iterator<Integer> {
    volatile int given;

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      int next = given;
      given = next + 1;
      return next;
    }
  }

  /** What somebody else puts, until that is negative. */
  private static final class Slow implements Iterable<Integer>, Iterator<Integer> {
    final BlockingQueue<Integer> items = new LinkedBlockingQueue<>();
    private @Nullable Integer next;
    volatile boolean waits;
    volatile boolean wasInterrupted;

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public boolean hasNext() {
      try {
        waits = items.isEmpty();
        next = items.take();
        return next >= 0;
      } catch (InterruptedException e) {
        wasInterrupted = true;
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Integer next() {
      return next;
    }

    void awaitWaits() {
      Awaitility.await().atMost(LONG).until(() -> waits && items.isEmpty());
    }
  }

  /** So many numbers, then an exception. */
  private static Iterable<Integer> throwing(int count, Throwable last) {
    return () ->
        new Iterator<Integer>() {
          private int given;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (given == count) {
              throw Failures.<RuntimeException>asIs(last);
            }
            return given++;
          }
        };
  }

  private static <T> List<T> all(Iterator<T> results) {
    List<T> all = new ArrayList<>();
    results.forEachRemaining(all::add);
    return all;
  }

  @Test
  @DisplayName("in order, or all of them, of any length and chunk")
  void results() {
    fake.work(2);
    for (int size : new int[] {0, 1, 2, 7, 100, 20_000}) {
      for (int chunk : new int[] {1, 3, 1000}) {
        assertEquals(range(size), all(pool.imap(x -> x, range(size), chunk)));
        Set<Integer> some = new TreeSet<>();
        for (int result : pool.imapUnordered(x -> x, range(size), chunk)) {
          assertTrue(some.add(result));
        }
        assertEquals(range(size), new ArrayList<>(some));
      }
    }
    ResultIterator<Integer> results = pool.imap(x -> x, range(1));
    assertSame(results, results.iterator());
    assertTrue(results.hasNext());
    assertTrue(results.hasNext());
    assertEquals(0, results.next());
    assertFalse(results.hasNext());
    assertThrows(NoSuchElementException.class, results::next);
    assertThrows(NoSuchElementException.class, () -> results.next(Duration.ZERO));
    Awaitility.await().atMost(LONG).until(() -> !fake.isAnyOpen());
  }

  @Test
  @DisplayName("unordered: what is there first")
  void unordered() {
    ResultIterator<Integer> results = pool.imapUnordered(x -> x, range(2));
    ResultIterator<Integer> ordered = pool.imap(x -> x, range(2));
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      chunks.add(fake.take());
    }
    for (int i = 3; i >= 0; i--) {
      fake.run(chunks.get(i));
    }
    assertEquals(Set.of(0, 1), Set.of(results.next(), results.next()));
    assertEquals(0, ordered.next());
    assertEquals(1, ordered.next());
  }

  @Test
  @DisplayName(
      "an endless source is taken from as results are: two chunks for each worker at first")
  void holdsBack() {
    Endless source = new Endless();
    ResultIterator<Integer> results = pool.imap(x -> x, source, 3);
    Awaitility.await().atMost(LONG).until(() -> fake.chunks() == 4);
    // Once a result is known to be small, many more.
    fake.run(fake.take());
    Awaitility.await().atMost(LONG).until(() -> fake.chunks() == MOST_CHUNKS);
    fake.work(2);
    for (int i = 0; i < 100_000; i++) {
      assertEquals(i, results.next());
      assertTrue(source.given <= i + 3 * MOST_CHUNKS + 1, "too far ahead");
    }
    assertTrue(fake.mostUnderWay() <= 3 * MOST_CHUNKS);
    results.close();
  }

  @Test
  @DisplayName("large results are held back by their size")
  void largeResults() {
    Endless source = new Endless();
    ResultIterator<Integer> results = pool.imap(x -> x, source);
    for (int i = 0; i < 4; i++) {
      fake.answerNext(fake.take(), new Large(i));
    }
    Awaitility.await().atMost(LONG).until(() -> source.given == 4);
    assertFalse(fake.isAnyWaiting());
    for (int i = 0; i < 100; i++) {
      assertEquals(i, results.next());
      fake.answerNext(fake.take(), new Large(i + 4));
      assertEquals(i + 5, source.given);
    }
    results.close();
  }

  /** As large as is held at all. */
  private static final class Large extends Answer {
    private final int value;

    Large(int value) {
      this.value = value;
    }

    @Override
    @Nullable Throwable failure() {
      return null;
    }

    @Override
    Object value() {
      return value;
    }

    @Override
    int bytes() {
      return 16 << 20;
    }

    @Override
    boolean toldAsFailure() {
      return false;
    }
  }

  @Test
  @DisplayName("one million tiny items")
  void million() {
    fake.work(1);
    long sum = 0;
    int next = 0;
    for (int result : pool.imap(x -> x, () -> IntStream.range(0, 1_000_000).iterator(), 100)) {
      assertEquals(next++, result);
      sum += result;
    }
    assertEquals(499_999_500_000L, sum);
    assertTrue(fake.mostUnderWay() <= 100 * MOST_CHUNKS);
  }

  @Test
  @DisplayName("a source that throws: what came before, then what it threw, then the end")
  void sourceThrows() {
    fake.work(2);
    IllegalStateException unchecked = new IllegalStateException("source");
    ResultIterator<Integer> results = pool.imap(x -> x, throwing(5, unchecked), 2);
    for (int i = 0; i < 5; i++) {
      assertEquals(i, results.next());
    }
    assertTrue(results.hasNext());
    assertSame(unchecked, assertThrows(IllegalStateException.class, results::next));
    assertFalse(results.hasNext());
    assertThrows(NoSuchElementException.class, results::next);

    IOException checked = new IOException("sneaky");
    ResultIterator<Integer> sneaky = pool.imapUnordered(x -> x, throwing(0, checked));
    assertSame(checked, assertThrows(TaskFailedException.class, sneaky::next).getCause());
    assertFalse(sneaky.hasNext());

    Error error = new StackOverflowError();
    Iterable<Integer> none =
        () -> {
          throw Failures.<RuntimeException>asIs(error);
        };
    ResultIterator<Integer> noIterator = pool.imap(x -> x, none);
    assertSame(error, assertThrows(StackOverflowError.class, noIterator::next));
    assertFalse(noIterator.hasNext());
  }

  @Test
  @DisplayName("an item that fails throws, and the iteration goes on; so one that cannot be read")
  void itemFails() {
    ResultIterator<Integer> results = pool.imap(x -> 6 / (x - 1), range(4));
    fake.run(fake.take());
    fake.run(fake.take());
    NotReadableException unreadable = new NotReadableException("unreadable", null);
    fake.answerNext(fake.take(), Answer.failure(unreadable));
    fake.run(fake.take());
    assertEquals(-6, results.next());
    assertThrows(ArithmeticException.class, results::next);
    assertSame(unreadable, assertThrows(NotReadableException.class, results::next));
    assertEquals(3, results.next());
    assertFalse(results.hasNext());
  }

  @Test
  @DisplayName("a slow source holds back nothing that it has given, whatever the chunk")
  void slowSource() {
    fake.work(2);
    for (boolean ordered : new boolean[] {true, false}) {
      Slow source = new Slow();
      ResultIterator<Integer> results =
          ordered ? pool.imap(x -> x, source, 10) : pool.imapUnordered(x -> x, source, 10);
      // Who waits before there is anything.
      Call waits = Call.of(results::next).awaitBlocked();
      source.items.add(0);
      assertEquals(0, waits.result());
      // Who comes when there is something, and the source is waited for.
      source.items.addAll(List.of(1, 2, 3));
      source.awaitWaits();
      Set<Integer> some = new TreeSet<>(Set.of(results.next(), results.next(), results.next()));
      assertEquals(Set.of(1, 2, 3), some);
      assertThrows(TimeoutException.class, () -> results.next(Duration.ofMillis(2)));
      source.items.add(4);
      assertTrue(results.hasNext());
      assertEquals(4, results.next());
      source.items.add(5);
      source.items.add(-1);
      assertEquals(5, results.next());
      assertFalse(results.hasNext());
    }
  }

  @Test
  @DisplayName("who looks now and then gets what a slow source has given")
  void polled() {
    fake.work(2);
    Slow source = new Slow();
    ResultIterator<Integer> results = pool.imap(x -> x, source, 100);
    assertThrows(TimeoutException.class, () -> results.next(Duration.ZERO));
    source.items.addAll(List.of(1, 2));
    List<Integer> got = new ArrayList<>();
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              try {
                got.add(results.next(Duration.ZERO));
              } catch (TimeoutException e) {
                return false;
              }
              return got.size() == 2;
            });
    assertEquals(List.of(1, 2), got);
    results.close();
  }

  @Test
  @DisplayName("a call that does not end holds back no other, if there is a worker for it")
  void stuckCall() {
    Slow source = new Slow();
    ResultIterator<Integer> results = pool.imapUnordered(x -> x, source, 2);
    source.items.addAll(List.of(0, 1));
    Chunk stuck = fake.take();
    assertEquals(2, stuck.count);
    source.items.add(2);
    source.awaitWaits();
    Call waits = Call.of(results::next).awaitBlocked();
    fake.run(fake.take());
    assertEquals(2, waits.result());
    results.close();
  }

  @Test
  @DisplayName(
      "close: no more from the source, which is interrupted; nothing that has not begun runs")
  void close() {
    Slow source = new Slow();
    ResultIterator<Integer> results = pool.imap(x -> x, source);
    source.items.addAll(List.of(0, 1, 2));
    source.awaitWaits();
    fake.run(fake.take());
    Call waits =
        Call.of(
            () -> {
              results.next();
              return results.next();
            });
    waits.awaitBlocked();
    results.close();
    results.close();
    waits.thrown(NoSuchElementException.class);
    assertFalse(results.hasNext());
    assertFalse(fake.isAnyWaiting());
    assertFalse(fake.isAnyOpen());
    Awaitility.await().atMost(LONG).until(() -> source.wasInterrupted);
    assertEquals(2, fake.progress().failed());
  }

  @Test
  @DisplayName("shutdown cuts it off: what was taken is delivered, then a CancellationException")
  void cut() throws Exception {
    Slow source = new Slow();
    ResultIterator<Integer> results = pool.imap(x -> x, source, 2);
    ResultIterator<Integer> ended = pool.imap(x -> x, range(2));
    fake.take();
    fake.take();
    source.items.addAll(List.of(0, 1, 2));
    Awaitility.await().atMost(LONG).until(fake::isAnyWaiting);
    source.awaitWaits();
    pool.shutdown();
    assertFalse(pool.isTerminated());
    fake.run(fake.take());
    // That of a part of a chunk, which nobody has asked for.
    fake.run(fake.take());
    assertEquals(0, results.next());
    assertEquals(1, results.next());
    assertEquals(2, results.next());
    CancellationException e = assertThrows(CancellationException.class, results::next);
    assertTrue(e.getMessage().contains("shut down"), e.getMessage());
    assertFalse(results.hasNext());
    assertFalse(pool.isTerminated());
    ended.close();
    assertTrue(pool.isTerminated());
  }

  @Test
  @DisplayName("shutdown does not cut off a source that has ended, and waits for nobody who takes")
  void cutAfterTheEnd() throws Exception {
    ResultIterator<Integer> results = pool.imap(x -> x, range(2));
    ResultIterator<Integer> abandoned = pool.imap(x -> x, new Endless(), 7);
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("processing-Fake-source-1")));
    fake.work(2);
    pool.close();
    assertTrue(pool.isTerminated());
    assertEquals(0, results.next());
    assertEquals(1, results.next());
    assertFalse(results.hasNext());
    assertThrows(CancellationException.class, () -> all(abandoned));
  }

  @Test
  @DisplayName("terminate: what is here, then one CancellationException, then the end")
  void terminate() {
    ResultIterator<Integer> results = pool.imap(x -> x, new Endless());
    ResultIterator<Integer> unordered = pool.imapUnordered(x -> x, List.of(7, 8, 9));
    Awaitility.await().atMost(LONG).until(() -> fake.chunks() == 7);
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      chunks.add(fake.take());
    }
    for (Chunk chunk : chunks) {
      // The first of both, and the third.
      if (chunk.first != 1) {
        fake.answerNext(chunk, Answer.value(chunk.first));
      }
    }
    pool.terminate();
    assertEquals(0, results.next());
    assertThrows(CancellationException.class, results::next);
    assertThrows(NoSuchElementException.class, results::next);
    assertEquals(Set.of(0, 2), Set.of(unordered.next(), unordered.next()));
    assertThrows(CancellationException.class, unordered::next);
    assertFalse(unordered.hasNext());
  }

  @Test
  @DisplayName("a pool that breaks: that is thrown once")
  void broken() {
    ResultIterator<Integer> results = pool.imap(x -> x, range(100));
    Slow slow = new Slow();
    ResultIterator<Integer> nothingYet = pool.imap(x -> x, slow);
    slow.awaitWaits();
    fake.breakBy(new IOException("no workers"));
    for (ResultIterator<Integer> each : List.of(results, nothingYet)) {
      assertThrows(BrokenPoolException.class, each::next);
      assertFalse(each.hasNext());
    }
  }

  @Test
  @DisplayName("several threads take from one iterator; each result goes to one of them")
  void severalThreads() {
    fake.work(2);
    for (int chunk : new int[] {1, 50}) {
      ResultIterator<Integer> results = pool.imap(x -> x, range(20_000), chunk);
      Set<Integer> got = new ConcurrentSkipListSet<>();
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(
            Call.doing(
                () -> {
                  while (true) {
                    try {
                      assertTrue(got.add(results.next()));
                    } catch (NoSuchElementException e) {
                      return;
                    }
                  }
                }));
      }
      calls.forEach(Call::result);
      assertEquals(range(20_000), new ArrayList<>(got));
    }
  }

  @Test
  @DisplayName("an interrupt ends the wait, and loses nothing")
  void interrupted() {
    ResultIterator<Integer> results = pool.imap(x -> x, List.of(1));
    for (Call call :
        List.of(
            Call.of(results::next), Call.of(results::hasNext), Call.of(() -> results.next(LONG)))) {
      call.awaitBlocked().interrupt().thrown(ProcessingInterruptedException.class);
      assertTrue(call.leftInterrupted());
    }
    fake.run(fake.take());
    assertEquals(1, results.next());
    Call flagged =
        Call.of(
            () -> {
              Thread.currentThread().interrupt();
              return results.hasNext();
            });
    flagged.thrown(ProcessingInterruptedException.class);
  }

  private static void awaitCollected(WeakReference<?> reference) {
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              System.gc();
              return reference.get() == null;
            });
  }

  @Test
  @DisplayName("an iterator that nobody holds any more lets go of its source")
  void abandoned() {
    Slow source = new Slow();
    source.items.addAll(range(10));
    fake.work(2);
    WeakReference<Object> iterator = begin(source);
    awaitCollected(iterator);
    Awaitility.await().atMost(LONG).until(() -> source.wasInterrupted);
    Awaitility.await().atMost(LONG).until(() -> !fake.isAnyOpen());
  }

  private WeakReference<Object> begin(Slow source) {
    ResultIterator<Integer> results = pool.imap(x -> x, source, 2);
    assertEquals(0, results.next());
    return new WeakReference<>(results);
  }

  @Test
  @DisplayName("who still takes from a source keeps the pool that nobody else holds")
  void keepsThePool() {
    fake.work(2);
    ResultIterator<Integer> results = pool.imap(x -> x, new Endless());
    WeakReference<Object> front = new WeakReference<>(pool);
    pool = FakeDispatcher.idle().pool();
    for (int i = 0; i < 5; i++) {
      System.gc();
      assertEquals(i, results.next());
    }
    assertFalse(fake.isShutdown());
    results.close();
    results = null;
    awaitCollected(front);
    Awaitility.await().atMost(LONG).until(fake::isShutdown);
  }
}
