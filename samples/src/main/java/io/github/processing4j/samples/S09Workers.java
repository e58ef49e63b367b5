package io.github.processing4j.samples;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import java.io.Serializable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Workers fed by a queue: {@code ex_workers.py} of the {@code processing} package.
 *
 * <p>Four processes take tasks from one queue and put what comes out into another, until they are told
 * to stop. Results arrive as they are ready, in no order.
 *
 * <p>Prints, with other workers and in another order:
 *
 * <pre>
 * Process-2: 1 * 7 = 7
 * Process-1: 0 * 7 = 0
 * Process-2: 4 * 7 = 28
 * …
 * Process-3: 8 + 8 = 16
 * 30 results of 4 workers, all of them stopped
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S09Workers}
 */
final class S09Workers {
  private static final int WORKERS = 4;
  private static final Task STOP = new Task("STOP", 0, 0);

  /** What to compute; it travels as a copy. */
  record Task(String operation, int a, int b) implements Serializable {}

  private S09Workers() {}

  public static void main(String[] args) throws InterruptedException {
    Queue<Task> tasks = Processing.queue();
    Queue<String> done = Processing.queue();
    for (int i = 0; i < 20; i++) {
      tasks.put(new Task("*", i, 7));
    }
    for (int i = 0; i < WORKERS; i++) {
      Processing.start(() -> work(tasks, done)); // the handles are copied, the queues are not
    }
    print(done, 20);
    for (int i = 0; i < 10; i++) {
      tasks.put(new Task("+", i, 8));
    }
    print(done, 10);

    for (int i = 0; i < WORKERS; i++) {
      tasks.put(STOP);
    }
    Processing.activeChildren().forEach(Process::join);
    System.out.printf("30 results of %d workers, all of them stopped%n", WORKERS);
  }

  private static void print(Queue<String> done, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      System.out.println(done.take());
    }
  }

  /** What each worker runs. */
  private static void work(Queue<Task> tasks, Queue<String> done) throws InterruptedException {
    for (Task task = tasks.take(); !task.equals(STOP); task = tasks.take()) {
      Processing.sleep(ThreadLocalRandom.current().nextInt(50)); // some take longer
      int result = task.operation().equals("*") ? task.a() * task.b() : task.a() + task.b();
      done.put(
          "%s: %d %s %d = %d"
              .formatted(
                  Process.current().getName(), task.a(), task.operation(), task.b(), result));
    }
  }
}
