package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.RemoteFailure;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How exceptions travel. */
class FailureFormTest {

  static final class Holds extends Exception {
    final Object held;

    Holds(Object held) {
      super("it holds " + held.getClass().getSimpleName());
      this.held = held;
    }
  }

  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }

    private void readObject(ObjectInputStream in) {
      throw new AssertionError("not here");
    }
  }

  static final class OwnCause extends Exception {
    OwnCause() {
      super("my own cause");
    }

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  static final class Hostile extends Exception {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public void printStackTrace(PrintWriter out) {
      throw new AssertionError();
    }
  }

  private static Throwable travel(Throwable thrown) {
    return FailureForm.read(FailureForm.write(thrown));
  }

  @Test
  void anExceptionArrivesAsItIs() {
    Exception cause = new IOException("cause");
    IllegalStateException sent = new IllegalStateException("outer", cause);
    sent.addSuppressed(new RuntimeException("suppressed"));
    Throwable back = travel(sent);
    assertInstanceOf(IllegalStateException.class, back);
    assertEquals("outer", back.getMessage());
    assertEquals("cause", back.getCause().getMessage());
    assertEquals("suppressed", back.getSuppressed()[0].getMessage());
    assertEquals(sent.getStackTrace()[0], back.getStackTrace()[0]);
  }

  @Test
  void oneThatCannotBeWrittenIsToldByItsTexts() {
    RemoteFailure back = (RemoteFailure) travel(new Holds(new Thread()));
    assertEquals(Holds.class.getName(), back.remoteType());
    assertEquals("it holds Thread", back.remoteMessage());
    assertTrue(back.remoteStack().contains("FailureFormTest"), back::remoteStack);
    assertEquals(Holds.class.getName() + ": it holds Thread", back.getMessage());
  }

  @Test
  void oneThatCannotBeReadIsToldByItsTexts() {
    RemoteFailure back = (RemoteFailure) travel(new Unreadable("why"));
    assertEquals(Unreadable.class.getName(), back.remoteType());
    assertEquals("why", back.remoteMessage());
    assertEquals("not here", back.getSuppressed()[0].getMessage());
  }

  @Test
  void oneThatCausesItselfArrives() {
    Throwable back = travel(new OwnCause());
    assertSame(back, back.getCause());
    assertEquals("my own cause", back.getMessage());
  }

  @Test
  void causesInACircleArrive() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    Throwable back = travel(first);
    assertSame(back, back.getCause().getCause());
  }

  @Test
  void oneWhoseOwnMethodsFailIsStillTold() {
    byte[] written = FailureForm.write(new Hostile());
    Throwable back = FailureForm.read(written);
    assertTrue(back instanceof Hostile || back instanceof RemoteFailure);
  }

  @Test
  void causesWithoutEndAreToldByTheirTexts() {
    Exception deep = new Exception("deepest");
    for (int i = 0; i < 20_000; i++) {
      deep = new Exception("level " + i, deep);
    }
    RemoteFailure back = (RemoteFailure) travel(deep);
    assertEquals("level 19999", back.remoteMessage());
  }

  @Test
  void malformedFormsAreReadAsFailures() {
    assertInstanceOf(RemoteFailure.class, FailureForm.read(new byte[0]));
    byte[] seed = FailureForm.write(new Holds("text"));
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] data = seed.clone();
      data[random.nextInt(data.length)] = (byte) random.nextInt();
      FailureForm.read(data);
    }
  }

  @Test
  void theShortFormIsShort() {
    byte[] written = FailureForm.writeShort(new Exception("x".repeat(100_000)));
    assertTrue(written.length < 4000, () -> written.length + " bytes");
    RemoteFailure back = (RemoteFailure) FailureForm.read(written);
    assertEquals("java.lang.Exception", back.remoteType());
  }
}
