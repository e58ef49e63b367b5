package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.Process;
import io.github.processing4j.Task;
import io.github.processing4j.TaskTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final Calls calls = new DirectCalls();
  private final Callbacks callbacks = new Callbacks("Test", null);
  private final Crew crew = new Crew(1, false, false, false);
  private final Dispatcher dispatcher =
      new Dispatcher("Test", new FakeHire(), crew, new Limits(0, 1, 0), callbacks, null);

  private final Foreman foreman = new Foreman(dispatcher.desk());
  private final Watch watch = new Watch(dispatcher.desk(), foreman);

  /** Has taken all that it was given; all else is as the test says. */
  private static final class FakeWorker extends Worker {
    boolean runs;

    FakeWorker(Foreman foreman, long id) {
      super(foreman, id, "fake");
    }

    @Override
    void start() {}

    @Override
    void send(Chunk chunk) {}

    @Override
    List<Chunk> recall() {
      return List.of();
    }

    @Override
    void forget(Job job) {}

    @Override
    void retire() {}

    @Override
    void cut(Chunk chunk) {}

    @Override
    void halt() {}

    @Override
    void salvage() {}

    @Override
    boolean hasBegun(Chunk chunk, int item) {
      return runs;
    }

    @Override
    boolean runs(Chunk chunk, int item) {
      return runs;
    }

    @Override
    long begunNanos() {
      return progressNanos();
    }

    @Override
    void release() {}

    @Override
    @Nullable Process process() {
      return null;
    }
  }

  private static final class FakeHire implements Hire {
    @Override
    public Worker hire(Foreman foreman, long id) {
      return new FakeWorker(foreman, id);
    }

    @Override
    public boolean collect(Foreman foreman) {
      return false;
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }

  private CallResult<Integer> give() {
    Task<Integer> task = () -> 1;
    CallResult<Integer> result =
        new CallResult<>(calls.function(task, CallShape.TASK), null, dispatcher, callbacks, null);
    Throwable[] failures = new Throwable[1];
    Chunk chunk = calls.chunk(result, 0, Collections.singletonList(null), failures);
    dispatcher.open(result);
    dispatcher.submit(chunk, failures);
    return result;
  }

  private FakeWorker readyWorker() {
    List<Worker> toDo = new ArrayList<>();
    watch.look(toDo);
    FakeWorker worker = (FakeWorker) toDo.get(0);
    foreman.ready(worker);
    return worker;
  }

  @Test
  void callThatHasEndedUnheardDoesNotTimeOut() throws Exception {
    FakeWorker worker = readyWorker();
    CallResult<Integer> result = give();
    long chunk = worker.given.getFirst().id;
    watch.look(new ArrayList<>());
    assertFalse(result.isDone());
    foreman.answered(worker, chunk, 0, new Answer[] {Answer.value(7)});
    assertEquals(7, result.get());
  }

  @Test
  void callThatRunsTimesOut() {
    FakeWorker worker = readyWorker();
    CallResult<Integer> result = give();
    worker.runs = true;
    watch.look(new ArrayList<>());
    assertInstanceOf(
        TaskTimeoutException.class, assertThrows(ExecutionException.class, result::get).getCause());
  }
}
