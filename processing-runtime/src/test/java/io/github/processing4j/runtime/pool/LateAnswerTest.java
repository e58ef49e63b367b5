package io.github.processing4j.runtime.pool;

import static io.github.processing4j.runtime.pool.Bench.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotReadableException;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers that are read by who asks. */
class LateAnswerTest {
  private static final AtomicInteger READ = new AtomicInteger();
  private static volatile @Nullable ClassLoader loaderSeen;
  private static volatile @Nullable Thread threadSeen;

  private static final class Seen implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException {
      READ.incrementAndGet();
      loaderSeen = Thread.currentThread().getContextClassLoader();
      threadSeen = Thread.currentThread();
    }
  }

  private static Answer value(@Nullable Object value, @Nullable ClassLoader loader)
      throws IOException {
    byte[] written = new Encoder().putValue(value, "").toBytes();
    return LateAnswer.value(written, loader, Bench.WHERE);
  }

  private static Answer failed(Throwable thrown) {
    return LateAnswer.failure(
        FailureForm.write(thrown), LateAnswerTest.class.getClassLoader(), Bench.WHERE);
  }

  @Test
  void itIsReadOnceByWhoAsks() throws Exception {
    READ.set(0);
    ClassLoader own = LateAnswerTest.class.getClassLoader();
    ClassLoader loader = new URLClassLoader(new URL[0], own);
    Answer answer = value(new Seen(), loader);
    assertEquals(0, READ.get());
    assertFalse(answer.toldAsFailure());
    assertTrue(answer.bytes() > 0);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<Call> asking = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asking.add(Call.of(answer::value));
    }
    Object first = asking.get(0).result();
    for (Call call : asking) {
      assertSame(first, call.result());
    }
    assertEquals(1, READ.get());
    assertSame(loader, loaderSeen);
    assertTrue(threadSeen != null && threadSeen != Thread.currentThread());
    assertSame(before, Thread.currentThread().getContextClassLoader());
    assertEquals(0, answer.bytes());
  }

  @Test
  void aValueThatCannotBeReadIsAFailure() throws Exception {
    ClassLoader loader = LateAnswerTest.class.getClassLoader();
    for (Object odd : List.of(new Odd.Unreadable(), new Odd.Hostile(), new Odd.Deep())) {
      Answer answer = value(odd, loader);
      NotReadableException told = failure(answer, NotReadableException.class);
      assertTrue(told.getMessage().contains(Bench.WHERE), told::getMessage);
      assertSame(told, answer.failure());
      assertEquals(null, answer.value());
    }
  }

  @Test
  void aClassThatIsMissingIsNamed() throws Exception {
    Answer answer = value(new Odd.Plain(1), ClassLoader.getPlatformClassLoader());
    // The stream looks by the caller's loader too: so that the class must be missing there.
    assertInstanceOf(Odd.Plain.class, answer.value());
    byte[] written = new Encoder().putValue(new Odd.Plain(1), "").toBytes();
    String text = new String(written, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] other =
        text.replace("Odd$Plain", "Odd$Plaim")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    NotReadableException told =
        failure(LateAnswer.value(other, null, Bench.WHERE), NotReadableException.class);
    assertTrue(told.getMessage().contains("Odd$Plaim is missing"), told::getMessage);
  }

  @Test
  void aFailureHasTheTraceOfWhoAsksAndThatOfTheWorkerAsItsCause() {
    Exception thrown = new IllegalArgumentException("bad");
    StackTraceElement there = new StackTraceElement("There", "run", "There.java", 7);
    thrown.setStackTrace(new StackTraceElement[] {there});
    Answer answer = failed(thrown);
    assertTrue(answer.toldAsFailure());
    Throwable back = failure(answer, IllegalArgumentException.class);
    assertEquals("bad", back.getMessage());
    StackTraceElement here = back.getStackTrace()[0];
    assertNotEquals(there, here);
    // The frames of this package are left out.
    assertFalse(here.getClassName().startsWith(RemoteTrace.class.getPackageName()), here::toString);
    RemoteFailure cause = assertInstanceOf(RemoteFailure.class, back.getCause());
    assertEquals(there, cause.getStackTrace()[0]);
    assertEquals("java.lang.IllegalArgumentException", cause.remoteType());
    assertEquals("bad", cause.remoteMessage());
    assertTrue(cause.getMessage().startsWith("in " + Bench.WHERE + ": "), cause::getMessage);
  }

  @Test
  void aFailureWithACauseKeepsItAndItsTrace() {
    StackTraceElement there = new StackTraceElement("There", "run", "There.java", 7);
    Exception thrown = new IllegalStateException("outer", new IOException("cause"));
    thrown.setStackTrace(new StackTraceElement[] {there});
    Throwable back = failure(failed(thrown), IllegalStateException.class);
    assertInstanceOf(IOException.class, back.getCause());
    assertEquals(there, back.getStackTrace()[0]);
    Exception without = new IllegalStateException("for good", null);
    without.setStackTrace(new StackTraceElement[] {there});
    back = failure(failed(without), IllegalStateException.class);
    assertEquals(there, back.getStackTrace()[0]);
  }

  @Test
  void anExceptionThatCannotBeReadIsToldByItsTexts() {
    RemoteFailure back = failure(failed(new Odd.UnreadableException("why")), RemoteFailure.class);
    assertEquals(Odd.UnreadableException.class.getName(), back.remoteType());
    assertEquals("why", back.remoteMessage());
    assertTrue(back.getMessage().startsWith("in " + Bench.WHERE), back::getMessage);
    assertEquals("not here", back.getSuppressed()[0].getMessage());
    assertEquals(
        "anExceptionThatCannotBeReadIsToldByItsTexts", back.getStackTrace()[0].getMethodName());
  }

  @Test
  void printedFramesAreReadAgain() {
    Exception thrown = new Exception("a (text) of\n\tat no.frame", new Exception("cause"));
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.B", "run", "B.java", 12),
          new StackTraceElement("a.B$C", "<init>", "B.java", 3),
          new StackTraceElement("app", "mod", "1.0", "a.B", "lambda$x$0", "B.java", 4),
          new StackTraceElement("a.B", "go", null, -1),
          new StackTraceElement("a.B", "nat", null, -2),
        });
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text, true));
    StackTraceElement[] frames = RemoteTrace.frames(text.toString());
    assertEquals(5, frames.length);
    assertEquals(thrown.getStackTrace()[0], frames[0]);
    assertEquals("<init>", frames[1].getMethodName());
    assertEquals("a.B", frames[2].getClassName());
    assertEquals(4, frames[2].getLineNumber());
    assertEquals(-1, frames[3].getLineNumber());
    assertTrue(frames[4].isNativeMethod());
    assertEquals(0, RemoteTrace.frames("").length);
  }
}
