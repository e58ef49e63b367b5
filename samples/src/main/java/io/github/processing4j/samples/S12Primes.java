package io.github.processing4j.samples;

import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A pool that counts primes, with a progress bar, and how much faster it is than one process.
 *
 * <p>The numbers are cut into a few hundred ranges; the pool counts the primes of each, and the counts
 * are added up as they come. It is done twice: by a pool of one process, and by one with a process for
 * each CPU. The times are those of the whole, from before the pool is made to after it is closed. A
 * {@link io.github.processing4j.PoolListener} moves the bar.
 *
 * <p>Prints in a terminal, where the bars grow, with other times:
 *
 * <pre>
 * 1 process   100% [==============================] 400/400 (0:00:04 / 0:00:00)
 * 4 processes 100% [==============================] 400/400 (0:00:01 / 0:00:00)
 * 664579 primes below 10000000
 * 1 process took 4.12 s, 4 processes took 1.18 s: 3.49 times as fast
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S12Primes [BELOW]}
 */
final class S12Primes {
  private static final int RANGES = 400;

  /** The primes that were found, and how long it took. */
  private record Count(int primes, double seconds) {}

  private S12Primes() {}

  public static void main(String[] args) {
    int below = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    int cpus = Math.max(2, Processing.cpuCount());

    Count alone = count(below, 1);
    Count together = count(below, cpus);
    System.out.printf("%d primes below %d%n", together.primes(), below);
    System.out.printf(
        Locale.ROOT,
        "1 process took %.2f s, %d processes took %.2f s: %.2f times as fast%n",
        alone.seconds(),
        cpus,
        together.seconds(),
        alone.seconds() / together.seconds());
  }

  private static Count count(int below, int processes) {
    int size = (below + RANGES - 1) / RANGES;
    List<Integer> starts = IntStream.range(0, RANGES).mapToObj(i -> i * size).toList();
    int primes = 0;
    long before = System.nanoTime();
    try (Bar bar = new Bar(name(processes), RANGES);
        Pool pool = Pool.builder().processes(processes).listener(bar).build()) {
      for (int found :
          pool.imapUnordered(
              start -> primesBetween(start, Math.min(start + size, below)), starts)) {
        primes += found;
      }
      bar.fill();
    }
    return new Count(primes, (System.nanoTime() - before) / 1e9);
  }

  private static String name(int processes) {
    return processes == 1 ? "1 process  " : processes + " processes";
  }

  // What the workers run.

  static int primesBetween(int start, int end) {
    int count = 0;
    for (int number = start; number < end; number++) {
      if (isPrime(number)) {
        count++;
      }
    }
    return count;
  }

  static boolean isPrime(int number) {
    if (number < 4) {
      return number > 1;
    }
    if (number % 2 == 0) {
      return false;
    }
    for (int divisor = 3; divisor * divisor <= number; divisor += 2) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }
}
