package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The error of what cannot be sent says where it sits, what it is, and what to do. */
class UnsendableTest {
  private static final String NAME = UnsendableTest.class.getName();
  private static final String ADVICE =
      ". Make it Serializable, mark the field transient, or create it inside the target";

  private static final class Socket {
    int reads() {
      return 1;
    }
  }

  static class Base implements Serializable {
    @Nullable Object inherited;
  }

  static final class Job extends Base {
    int number;
    @Nullable Object socket;
    transient Object ignored = new Socket();

    Job(@Nullable Object socket) {
      this.socket = socket;
    }
  }

  private static final class Broken implements Serializable {
    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new IOException("no ink");
    }
  }

  private static final class Asserting implements Serializable {
    private void writeObject(ObjectOutputStream out) {
      throw new AssertionError("never written");
    }
  }

  private static NotSendableException refused(Object value) {
    return assertThrows(
        NotSendableException.class, () -> new Encoder().putValue(value, "argument 1").toBytes());
  }

  private static void assertRefused(Object value, String path) {
    NotSendableException refused = refused(value);
    assertEquals(path, refused.path());
    assertEquals(NAME + "$Socket", refused.className());
    assertEquals(
        "cannot send "
            + path
            + " to another process: "
            + NAME
            + "$Socket is not Serializable"
            + ADVICE,
        refused.getMessage());
  }

  @Test
  void theValueItself() {
    assertRefused(new Socket(), "argument 1");
  }

  @Test
  void aField() {
    assertRefused(new Job(new Socket()), "argument 1, field Job.socket");
  }

  @Test
  void anInheritedField() {
    Job job = new Job(null);
    job.inherited = new Socket();
    assertRefused(job, "argument 1, field Base.inherited");
  }

  @Test
  void aNestedField() {
    assertRefused(new Job(new Job(new Socket())), "argument 1, field Job.socket, field Job.socket");
  }

  @Test
  void anElementOfAnArray() {
    assertRefused(new Object[] {1, null, new Socket()}, "argument 1[2]");
    assertRefused(new Object[][] {{}, {new Socket()}}, "argument 1[1][0]");
  }

  @Test
  void anElementOfACollection() {
    assertRefused(new ArrayList<>(Arrays.asList("a", null, new Socket())), "argument 1, element 2");
    assertRefused(List.of("a", new Job(new Socket())), "argument 1, element 1, field Job.socket");
  }

  @Test
  void aKeyOfAMap() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("a", 1);
    map.put(new Socket(), 2);
    assertRefused(map, "argument 1, a key of the map");
  }

  @Test
  void aValueOfAMap() {
    Map<Object, Object> map = new TreeMap<>(Map.of("a", 1, "b", new Socket()));
    assertRefused(map, "argument 1, the value of key b");
  }

  @Test
  void whatAnInnerLambdaCaptured() {
    String first = "x".repeat(2);
    Socket second = new Socket();
    Task<Integer> inner = () -> first.length() + second.reads();
    assertRefused(
        new Job(inner), "argument 1, field Job.socket, captured argument 2 (" + NAME + "$Socket)");
  }

  @Test
  void theObjectThatALambdaIsWrittenIn() {
    Target inner = () -> use(this);
    NotSendableException refused = refused(inner);
    assertEquals("argument 1, the enclosing object (" + NAME + ")", refused.path());
    assertEquals(NAME, refused.className());
  }

  @Test
  void theObjectThatATargetIsWrittenIn() {
    NotSendableException refused =
        assertThrows(
            NotSendableException.class,
            () -> new Encoder().putValue(this, "the enclosing object (" + NAME + ")").toBytes());
    assertEquals(
        "cannot send the enclosing object ("
            + NAME
            + ") to another process: "
            + NAME
            + " is not Serializable. The lambda uses a field or method of the object it is written"
            + " in and so captures all of it: copy what it needs into local variables first, or"
            + " call a static method",
        refused.getMessage());
  }

  @Test
  void aLambdaThatIsNotSerializable() {
    Runnable plain = () -> {};
    NotSendableException refused = refused(plain);
    assertTrue(
        refused
            .getMessage()
            .endsWith(
                " is not Serializable. Declare this lambda as Target, Task, TaskFunction or another"
                    + " Serializable interface"),
        refused::getMessage);
  }

  @Test
  void aCycleEnds() {
    Job job = new Job(null);
    job.inherited = job;
    job.socket = Collections.singletonList(new Object[] {job, new Socket()});
    assertRefused(job, "argument 1, field Job.socket, element 0[1]");
  }

  @Test
  void theRightOneOfSeveralValues() {
    NotSendableException refused =
        assertThrows(
            NotSendableException.class,
            () ->
                new Encoder()
                    .putValue(List.of(1), "argument 1")
                    .putValue("plain", "argument 2")
                    .putValue(new Socket(), "argument 3")
                    .putValue(new Socket(), "argument 4")
                    .toBytes());
    assertEquals("argument 3", refused.path());
  }

  @Test
  void aClassThatFailsToWriteItself() {
    NotSendableException refused = refused(new Job(new Broken()));
    assertEquals("argument 1", refused.path());
    assertEquals(
        "cannot send argument 1 to another process: writing "
            + NAME
            + "$Job failed with java.io.IOException: no ink"
            + ADVICE,
        refused.getMessage());
    assertEquals("no ink", refused.getCause().getMessage());
  }

  @Test
  void aClassThatFailsToWriteItselfWithAnError() {
    NotSendableException refused = refused(new Asserting());
    assertEquals(AssertionError.class, refused.getCause().getClass());
  }

  @Test
  void whatIsNestedTooDeep() {
    Job deep = new Job(null);
    for (int i = 0; i < 200_000; i++) {
      deep = new Job(deep);
    }
    NotSendableException refused = refused(deep);
    assertEquals(StackOverflowError.class, refused.getCause().getClass());
  }

  @Test
  void aPathOfManyStepsIsCutInTheMiddle() {
    Job deep = new Job(new Socket());
    for (int i = 0; i < 300; i++) {
      deep = new Job(deep);
    }
    String path = refused(deep).path();
    assertTrue(path.startsWith("argument 1, \u2026, field Job.socket"), path);
    assertTrue(path.endsWith(", field Job.socket"), path);
    assertTrue(path.length() < 3000, path);
  }

  @Test
  void aLargeGraphThatIsFineButForOne() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      many.add(new Job(i));
    }
    many.add(new Socket());
    assertRefused(many, "argument 1, element 50000");
  }

  private static void use(Object object) {
    assert object != null;
  }
}
