package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.Arguments;
import io.github.processing4j.Process;
import io.github.processing4j.Target;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class SubInterfaceIT {

  /** A target that does something around what its lambda does. */
  @SuppressWarnings("FunctionalInterfaceMethodChanged") // What is tested.
  @FunctionalInterface
  interface Around extends Target {
    Notes notes();

    @Override
    default void run() {
      notes().put("around");
    }
  }

  /** One whose own method is another. */
  @SuppressWarnings("FunctionalInterfaceMethodChanged") // What is tested.
  @FunctionalInterface
  interface Twice extends Target {
    void once() throws Exception;

    @Override
    default void run() throws Exception {
      once();
      once();
    }
  }

  /** One that adds only a default method. */
  @FunctionalInterface
  interface Named extends Target {
    default String name() {
      return "named";
    }
  }

  /** One that takes arguments. */
  @SuppressWarnings("FunctionalInterfaceMethodChanged") // What is tested.
  @FunctionalInterface
  interface First extends ArgsTarget {
    void first(Object first);

    @Override
    default void run(Arguments arguments) {
      first(arguments.get(0));
    }
  }

  /** One that narrows what it may throw. */
  @FunctionalInterface
  interface Quiet extends Target {
    @Override
    void run();
  }

  private static void append(Notes notes, String name) {
    notes.put(name + (notes.has(name) ? " again" : ""));
  }

  @Test
  @Tag("core")
  @DisplayName("26g: a default run() that uses the lambda: what it says is run")
  void defaultRunIsRun(Notes notes) {
    Twice twice = () -> append(notes, "once");
    assertEquals(0, exitCode(Calls.started(twice)));
    assertTrue(notes.has("once"));
    assertTrue(notes.has("once again"));

    Around around = () -> notes;
    assertEquals(0, exitCode(Calls.started(around)));
    assertTrue(notes.has("around"));
  }

  @Test
  @DisplayName("26g: sub-interfaces without a default run()")
  void subInterfacesWithoutDefaultRun(Notes notes) {
    Named named = () -> notes.put("named");
    Quiet quiet = () -> notes.put("quiet");
    assertEquals(0, exitCode(Calls.started(named)));
    assertEquals(0, exitCode(Calls.started(quiet)));
    assertTrue(notes.has("named"));
    assertTrue(notes.has("quiet"));
  }

  @Test
  @DisplayName("26g: a sub-interface of ArgsTarget")
  void subInterfaceOfArgsTarget(Notes notes) {
    First first = value -> notes.put("first", value);
    Process p = Process.builder().target(first, "one", "two").build();
    p.start();
    assertEquals(0, exitCode(p));
    assertEquals("one", notes.get("first"));
  }

  @Test
  @DisplayName("26g: a lambda cast to Target and another interface")
  void intersection(Notes notes) {
    Target target = (Target & IntSupplier) castable(notes);
    assertEquals(0, exitCode(Calls.started(target)));
    assertTrue(notes.has("castable"));
    assertFalse(notes.has("asked"));
  }

  /** A target that is also something else. */
  private abstract static class Castable implements Target, IntSupplier {
    private static final long serialVersionUID = 1;
  }

  private static Castable castable(Notes notes) {
    return new Castable() {
      private static final long serialVersionUID = 1;

      @Override
      public void run() {
        notes.put("castable");
      }

      @Override
      public int getAsInt() {
        notes.put("asked");
        return 0;
      }
    };
  }
}
