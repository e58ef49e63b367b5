package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.Target;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Functional
class ForkBombIT {

  /** Starts a process of itself while it is initialised. */
  static final class OfALambda {
    static {
      Calls.started(() -> System.out.println("a lambda of this class"));
    }

    private OfALambda() {}

    static void touch() {}
  }

  /** The same through its nested class. */
  static final class OfItsNestedClass {
    static {
      Calls.started(new Nested());
    }

    private OfItsNestedClass() {}

    static void touch() {}

    static final class Nested implements Target {
      private static final long serialVersionUID = 1;

      @Override
      public void run() {}
    }
  }

  /** The same with a subclass of Process. */
  static final class OfASubclass extends Process {
    private static final long serialVersionUID = 1;

    static {
      new OfASubclass().start();
    }

    @Override
    public void run() {}

    static void touch() {}
  }

  /** The same with a method reference, some calls away. */
  static final class OfAMethodReference {
    static final int RESULT = begin();

    private OfAMethodReference() {}

    private static int begin() {
      Process p = new Process(OfAMethodReference::touch);
      p.start();
      return exitCode(p);
    }

    static void touch() {}
  }

  private static void isRefused(Runnable touch) {
    ExceptionInInitializerError e = assertThrows(ExceptionInInitializerError.class, touch::run);
    IllegalStateException cause = assertInstanceOf(IllegalStateException.class, e.getCause());
    assertTrue(cause.getMessage().contains("static initialiser"), cause::getMessage);
    assertEquals(0, Processing.activeChildren().size());
    long spares = Standby.isDefault() ? StandbyOptions.defaults().spares() : 0;
    assertTrue(ProcessHandle.current().children().count() <= spares);
  }

  @Test
  @DisplayName("23: a class that starts a process of itself while it is initialised: an error")
  void staticInitialiserThatStartsAProcessOfItsOwnClass() {
    isRefused(OfALambda::touch);
    isRefused(OfAMethodReference::touch);
    isRefused(OfItsNestedClass::touch);
    isRefused(OfASubclass::touch);
  }

  /** Starts a process of another class while it is initialised. */
  static final class OfAnotherClass {
    static final Process STARTED = Calls.started(Other::leaveANote);

    private OfAnotherClass() {}
  }

  /** That other class. */
  static final class Other {
    private Other() {}

    static void leaveANote() {}
  }

  @Test
  @DisplayName("23: a static initialiser may start a process of another class")
  void staticInitialiserThatStartsAProcessOfAnotherClass() {
    // The lambda itself belongs to the class that is being initialised, and so is refused too; a
    // target of a class of its own is not.
    assertThrows(ExceptionInInitializerError.class, () -> exitCode(OfAnotherClass.STARTED));
    assertEquals(0, exitCode(OfAnotherClassInFull.STARTED));
  }

  /** Starts a process of another class while it is initialised. */
  static final class OfAnotherClassInFull {
    static final Process STARTED = Calls.started(new InFull());

    private OfAnotherClassInFull() {}
  }

  /** That other class. */
  static final class InFull implements Target {
    private static final long serialVersionUID = 1;

    @Override
    public void run() {}
  }

  private static void goDeeper(Notes notes, int generation) {
    notes.put("generation " + generation);
    try {
      Process child = Calls.started(() -> goDeeper(notes, generation + 1));
      child.join();
    } catch (ProcessingException e) {
      notes.put("refused", e.getMessage());
    }
  }

  @Test
  @DisplayName("23: generations are limited")
  void generationsAreLimited(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(GoesDeeper.class, notes).jvm("-Dprocessing4j.maxGenerations=3").start()) {
      assertEquals(0, main.awaitExit(), main::err);
    }
    assertTrue(notes.has("generation 3"));
    assertTrue(!notes.has("generation 4"));
    assertTrue(notes.get("refused").contains("processing4j.maxGenerations"));
    assertTrue(notes.get("refused").contains("generation 4"), notes.get("refused"));
  }

  /** Starts a child that starts a child, without end. */
  static final class GoesDeeper {
    private GoesDeeper() {}

    public static void main(String[] args) {
      goDeeper(new Notes(args[0]), 0);
    }
  }
}
