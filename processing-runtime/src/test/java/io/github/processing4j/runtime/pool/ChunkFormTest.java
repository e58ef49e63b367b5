package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.Processing;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.connection.Connection;
import io.github.processing4j.connection.Pipe;
import io.github.processing4j.runtime.queue.Call;
import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handles in functions, items and results: who has them at the end. */
@Timeout(120)
class ChunkFormTest {
  private final Bench bench = new Bench();
  private final Pipe pipe = Processing.pipe();

  @AfterEach
  void close() {
    bench.close();
  }

  /** Nobody has the second end any more, also not on its way. */
  private void assertEnd() {
    assertNotNull(Call.of(() -> pipe.first().recv()).thrown(EOFException.class));
    pipe.first().close();
  }

  private static final TaskFunction<Object, String> CLOSE =
      item -> {
        ((Connection) item).close();
        return "closed";
      };

  private byte[] send(Chunk chunk) {
    byte[] message = ChunkForm.message(chunk, true);
    bench.calls.put(Messages.CALLS, message, 0, message.length, ChunkForm.handles(chunk, true));
    chunk.departed = true;
    return Objects.requireNonNull(bench.calls.poll()).bytes;
  }

  @Test
  void handlesInItemsArrive() throws Exception {
    Chunk chunk = bench.chunk(CLOSE, CallShape.FUNCTION, pipe.second());
    bench.run(chunk, true);
    assertEquals("closed", Bench.value(bench.answers().get(0)));
    assertEnd();
  }

  @Test
  void whatIsDroppedIsNotUnderWay() {
    Chunk chunk =
        bench.chunk(CLOSE, CallShape.FUNCTION, 1, pipe.second(), List.of(pipe.second()), 4);
    byte[] message = send(chunk);
    pipe.second().close();
    ChunkForm.drop(message, 0);
    assertEnd();
  }

  @Test
  void whatWasAnsweredIsNotDropped() throws Exception {
    Chunk chunk = bench.chunk(CLOSE, CallShape.FUNCTION, pipe.second(), pipe.second());
    byte[] message = send(chunk);
    pipe.second().close();
    chunk.answered = 1;
    ChunkForm.drop(message, 1);
    Call receiving = Call.of(() -> pipe.first().recv()).awaitBlocked();
    ChunkForm.drop(ChunkForm.message(chunk, false), 0);
    // Twice for the one, and so for both.
    receiving.thrown(EOFException.class);
    pipe.first().close();
  }

  @Test
  void handlesOfAFunctionDepartEachTime() throws Exception {
    Connection second = pipe.second();
    TaskFunction<Integer, @Nullable Object> function =
        n -> {
          second.close();
          return null;
        };
    Chunk chunk = bench.chunk(function, CallShape.FUNCTION, 1);
    byte[] first = send(chunk);
    byte[] again = send(chunk);
    second.close();
    ChunkForm.drop(first, chunk.count);
    bench.runner.run(again);
    assertEquals(1, bench.answers().size());
    assertEnd();
  }

  @Test
  void handlesOfACallThatCannotBeReadAreNotUnderWay() throws Exception {
    Chunk chunk =
        bench.chunk(
            CLOSE, CallShape.FUNCTION, List.of(pipe.second(), new Odd.Unreadable()), "text");
    byte[] message = send(chunk);
    pipe.second().close();
    bench.runner.run(message);
    assertEquals(2, bench.answers().size());
    Call receiving = Call.of(() -> pipe.first().recv());
    Awaitility.await("the end that was read half, and is garbage")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return !receiving.isRunning();
            });
    receiving.thrown(EOFException.class);
    pipe.first().close();
  }

  @Test
  void handlesInResultsArriveBeforeTheyAreRead() throws Exception {
    Connection second = pipe.second();
    TaskFunction<Integer, @Nullable Object> function = n -> List.of(second);
    bench.run(bench.chunk(function, CallShape.FUNCTION, 1), true);
    Answer answer = bench.answers().get(0);
    // It is the same handle here; closed by who reads the answer.
    List<?> back = (List<?>) Objects.requireNonNull(Bench.value(answer));
    ((Connection) back.get(0)).send("text");
    assertEquals("text", pipe.first().recv());
    ((Connection) back.get(0)).close();
    assertEnd();
  }

  @Test
  void aClosedHandleFailsItsCall() {
    Chunk chunk = bench.chunk(CLOSE, CallShape.FUNCTION, pipe.second());
    pipe.second().close();
    assertThrows(io.github.processing4j.ClosedHandleException.class, () -> send(chunk));
    pipe.first().close();
  }

  @Test
  void aClosedHandleInAResultFailsThatCallAlone() throws Exception {
    TaskFunction<Integer, @Nullable Object> function =
        n -> {
          if (n == 2) {
            Pipe made = Processing.pipe();
            made.first().close();
            made.second().close();
            return made.second();
          }
          return n;
        };
    bench.run(bench.chunk(function, CallShape.FUNCTION, 1, 2, 3), true);
    List<@Nullable Answer> answers = bench.answers();
    assertEquals(1, Bench.value(answers.get(0)));
    assertNotNull(Bench.failure(answers.get(1), io.github.processing4j.NotSendableException.class));
    assertEquals(3, Bench.value(answers.get(2)));
    pipe.first().close();
    pipe.second().close();
  }
}
