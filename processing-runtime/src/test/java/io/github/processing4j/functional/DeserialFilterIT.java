package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.Processing;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.Target;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Functional
class DeserialFilterIT {

  @AfterEach
  void noFilter() {
    Processing.setSerialFilter(null);
  }

  /** What the filters refuse. */
  static final class Forbidden extends Exception {
    private static final long serialVersionUID = 1;

    Forbidden() {
      super("forbidden fruit");
    }

    static Target lambda(Notes notes) {
      return () -> notes.put("ran");
    }
  }

  /** A target that is an object. */
  static final class ForbiddenJob implements Target, Serializable {
    private static final long serialVersionUID = 1;

    private final Notes notes;

    ForbiddenJob(Notes notes) {
      this.notes = notes;
    }

    @Override
    public void run() {
      notes.put("ran");
    }
  }

  private static final String PROPERTY = "processing4j.serialFilter";

  private static JvmOptions.Builder refusing(Class<?> type) {
    return JvmOptions.builder().systemProperty(PROPERTY, "!" + type.getName() + ";*");
  }

  private static void isRefused(Notes notes, Process p) {
    ProcessStartException e = assertThrows(ProcessStartException.class, p::join);
    assertTrue(e.getMessage().contains("InvalidClassException"), e::getMessage);
    assertFalse(notes.has("ran"));
  }

  @Test
  @DisplayName("the property: a captured object of a refused class does not get in")
  void capturedObjectIsRefused(Notes notes) {
    Forbidden captured = new Forbidden();
    isRefused(notes, started(refusing(Forbidden.class), () -> notes.put("ran", captured)));
  }

  @Test
  @DisplayName("the property: a target of a refused class does not get in")
  void targetIsRefused(Notes notes) {
    isRefused(notes, started(refusing(ForbiddenJob.class), new ForbiddenJob(notes)));
  }

  @Test
  @DisplayName("the property: a lambda of a refused class does not get in")
  void lambdaIsRefused(Notes notes) {
    isRefused(notes, started(refusing(Forbidden.class), Forbidden.lambda(notes)));
  }

  @Test
  @DisplayName("the property: what is not refused gets in, in grandchildren too")
  void othersGetIn(Notes notes) {
    Process p =
        started(
            refusing(ForbiddenJob.class),
            () -> {
              notes.put("child");
              Process grandchild = started(new ForbiddenJob(notes));
              try {
                grandchild.join();
              } catch (ProcessStartException e) {
                notes.put("refused");
              }
            });
    assertEquals(0, exitCode(p));
    assertTrue(notes.has("child"));
    assertTrue(notes.has("refused"));
    assertFalse(notes.has("ran"));
  }

  @Test
  @DisplayName("setSerialFilter: a failure of a refused class is a RemoteFailure")
  void failureIsRefused() {
    Processing.setSerialFilter(
        info ->
            info.serialClass() == Forbidden.class
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.UNDECIDED);
    Process p =
        started(
            () -> {
              throw new Forbidden();
            });
    assertEquals(1, exitCode(p));
    RemoteFailure failure = assertInstanceOf(RemoteFailure.class, p.getFailure());
    assertEquals(Forbidden.class.getName(), failure.remoteType());
    assertEquals("forbidden fruit", failure.remoteMessage());

    Processing.setSerialFilter(null);
    Process q =
        started(
            () -> {
              throw new Forbidden();
            });
    assertEquals(1, exitCode(q));
    assertInstanceOf(Forbidden.class, q.getFailure());
  }
}
