package io.github.processing4j.samples;

import static java.util.Map.entry;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.WorkerDiedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * A session with a pool, after {@code ex_pool.py} of the {@code processing} package: calls one by one
 * and many at once, results in order and as they come, a time-out, and errors.
 *
 * <p>At the end it does what the ancestor could not: a worker dies at work. One call fails, and says
 * why; the pool goes on.
 *
 * <p>Prints, with unordered cubes in another order:
 *
 * <pre>
 * applyAsync       10 * 10 = 100
 * map              [0, 1, 8, 27, 64, 125, 216, 343, 512, 729]
 * imap             0 1 8 27 64 125 216 343 512 729
 * imapUnordered    1 0 27 8 64 216 125 343 512 729
 * starmap          [2, 12]
 * get              nothing yet after 0.1 s
 * apply            java.lang.ArithmeticException: / by zero
 * imap             -20 -25 -33 -50 -100 failed 100 50 33 25
 * System.exit(42)  its worker died with exit code 42
 * map              [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S11PoolSession}
 */
final class S11PoolSession {
  private static final List<Integer> NUMBERS = IntStream.range(0, 10).boxed().toList();

  private S11PoolSession() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    try (Pool pool = Processing.pool(4)) {
      AsyncResult<Integer> hundred = pool.applyAsync(() -> square(10)); // does not wait
      tell("applyAsync", "10 * 10 = " + hundred.get());
      tell("map", pool.map(S11PoolSession::cube, NUMBERS));
      tell("imap", inOneLine(pool.imap(S11PoolSession::cube, NUMBERS)));
      tell("imapUnordered", inOneLine(pool.imapUnordered(S11PoolSession::cube, NUMBERS)));
      tell("starmap", pool.starmap((a, b) -> a * b, List.of(entry(1, 2), entry(3, 4))));

      AsyncResult<Void> asleep = pool.applyAsync(() -> Processing.sleep(Duration.ofDays(1)));
      try {
        asleep.get(Duration.ofMillis(100));
      } catch (TimeoutException e) {
        tell("get", "nothing yet after 0.1 s");
        asleep.cancel(true); // else the pool would close tomorrow
      }

      try {
        pool.apply(() -> hundredBy(5));
      } catch (ArithmeticException e) {
        tell("apply", e);
      }
      tell("imap", inOneLine(pool.imap(S11PoolSession::hundredBy, NUMBERS)));

      try {
        pool.apply(() -> System.exit(42));
      } catch (WorkerDiedException e) {
        tell("System.exit(42)", "its worker died with exit code " + e.exitCode());
      }
      tell("map", pool.map(S11PoolSession::square, NUMBERS));
    }
  }

  private static void tell(String method, Object what) {
    System.out.printf("%-16s %s%n", method, what);
  }

  /** Goes on after an item that failed. */
  private static String inOneLine(ResultIterator<Integer> results) {
    StringBuilder line = new StringBuilder();
    while (results.hasNext()) {
      String result;
      try {
        result = results.next().toString();
      } catch (ArithmeticException e) {
        result = "failed";
      }
      line.append(line.isEmpty() ? "" : " ").append(result);
    }
    return line.toString();
  }

  // What the workers run.

  static int square(int x) {
    return x * x;
  }

  static int cube(int x) {
    Processing.sleep(x % 3); // some take longer
    return x * x * x;
  }

  static int hundredBy(int x) {
    return 100 / (x - 5);
  }
}
