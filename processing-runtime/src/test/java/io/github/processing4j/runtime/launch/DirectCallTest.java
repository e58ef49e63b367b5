package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.Arguments;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lambdas taken apart, written, and called, all in this JVM. */
class DirectCallTest implements Serializable {
  private static String lastRun = "";

  private final int field = 40;

  /** A call as a child makes it, or null if the lambda is to be sent as an object. */
  private static @Nullable Object call(Object lambda, WorkShape shape, @Nullable Object... given)
      throws Exception {
    DirectCall direct = direct(lambda, shape);
    Encoder out = new Encoder();
    direct.write(out);
    Decoder in = new Decoder(out.toBytes());
    Class<?> host = Class.forName(in.getString());
    assertEquals(DirectCallTest.class, host);
    assertEquals(0, in.getBytes().length, "no door is needed within a module");
    byte[] callClass = in.getBytes();
    List<Object> all = new ArrayList<>();
    for (int captured = in.getInt(); captured > 0; captured--) {
      all.add(in.getValue());
    }
    all.addAll(Arrays.asList(given));
    return define(host, callClass).apply(all.toArray());
  }

  private static DirectCall direct(Object lambda, WorkShape shape) {
    DirectCall direct = DirectCall.of(lambda, shape);
    assertNotNull(direct, "it is not called directly");
    return direct;
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, Object> define(Class<?> host, byte[] callClass)
      throws IllegalAccessException {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    MethodHandles.privateLookupIn(host, MethodHandles.lookup())
        .defineHiddenClass(callClass, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    Function<Object, Object> call = (Function<Object, Object>) thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler(before);
    return call;
  }

  private static @Nullable Object task(Task<?> task) throws Exception {
    return call(task, WorkShape.TASK);
  }

  private static <A> @Nullable Object function(TaskFunction<A, ?> function, A argument)
      throws Exception {
    return call(function, WorkShape.FUNCTION, argument);
  }

  @Test
  void aStaticLambdaWithoutCaptures() throws Exception {
    Target target = () -> lastRun = "static";
    assertNull(call(target, WorkShape.TARGET));
    assertEquals("static", lastRun);
  }

  @Test
  void capturesOfEveryPrimitiveType() throws Exception {
    boolean z = true;
    byte b = -1;
    short s = -2;
    char c = '\uffff';
    int i = -3;
    long j = Long.MIN_VALUE;
    float f = 1.5f;
    double d = -2.5;
    String t = "text";
    assertEquals(
        "true -1 -2 \uffff -3 -9223372036854775808 1.5 -2.5 text",
        task(
            () ->
                z + " " + b + " " + s + " " + c + " " + i + " " + j + " " + f + " " + d + " " + t));
  }

  @Test
  void capturesOfArraysAndObjects() throws Exception {
    int[] ints = {1, 2};
    String[][] strings = {{"a"}, {}};
    Map<String, Integer> map = Map.of("b", 3);
    @Nullable Object nothing = null;
    assertEquals(
        "[1, 2][[a], []]{b=3}null",
        task(() -> Arrays.toString(ints) + Arrays.deepToString(strings) + map + nothing));
  }

  private static boolean isZ() {
    return true;
  }

  private static byte isB() {
    return 2;
  }

  private static short isS() {
    return 3;
  }

  private static char isC() {
    return '4';
  }

  private static long isJ() {
    return 5L << 40;
  }

  private static float isF() {
    return 6;
  }

  private static double isD() {
    return 7;
  }

  @Test
  void resultsOfEveryPrimitiveTypeAreBoxed() throws Exception {
    assertEquals(true, task(DirectCallTest::isZ));
    assertEquals((byte) 2, task(DirectCallTest::isB));
    assertEquals((short) 3, task(DirectCallTest::isS));
    assertEquals('4', task(DirectCallTest::isC));
    assertEquals(5L << 40, task(DirectCallTest::isJ));
    assertEquals(6f, task(DirectCallTest::isF));
    assertEquals(7.0, task(DirectCallTest::isD));
    assertEquals(8, task(() -> 8));
  }

  private static long longSquare(long value) {
    return value * value;
  }

  private static double half(double value) {
    return value / 2;
  }

  private static String flag(boolean value) {
    return "flag " + value;
  }

  @Test
  void argumentsAreUnboxed() throws Exception {
    assertEquals(49L, function(DirectCallTest::longSquare, 7L));
    assertEquals(3.5, function(DirectCallTest::half, 7.0));
    assertEquals("flag true", function(DirectCallTest::flag, true));
  }

  @Test
  void aLambdaOfAnInstance() throws Exception {
    int more = 2;
    assertEquals(42, task(() -> field + more));
  }

  private String secret(String of) {
    return of + field;
  }

  @Test
  void aPrivateMethodOfAnInstance() throws Exception {
    TaskFunction<String, String> bound = this::secret;
    assertEquals("x40", function(bound, "x"));
    TaskFunction<DirectCallTest, Integer> unbound = DirectCallTest::fieldOf;
    assertEquals(40, function(unbound, this));
  }

  private int fieldOf() {
    return field;
  }

  @Test
  void methodsOfThePlatform() throws Exception {
    TaskFunction<String, Integer> virtual = String::length;
    assertEquals(3, function(virtual, "abc"));
    TaskFunction<List<String>, Integer> ofInterface = List::size;
    assertEquals(2, function(ofInterface, List.of("a", "b")));
    TaskFunction<String, Integer> ofClass = Integer::parseInt;
    assertEquals(12, function(ofClass, "12"));
    TaskFunction<String, String> bound = "prefix "::concat;
    assertEquals("prefix x", function(bound, "x"));
    TaskFunction<TimeUnit, String> inherited = TimeUnit::name;
    assertEquals("DAYS", function(inherited, TimeUnit.DAYS));
  }

  interface Named extends Serializable {
    default Task<String> privately() {
      return () -> hidden() + name();
    }

    private String hidden() {
      return "hidden ";
    }

    String name();

    static Task<String> ofInterface() {
      return () -> "static of an interface";
    }
  }

  record Name(String name) implements Named {}

  @Test
  void aConstructorIsSentAsAnObject() {
    Task<Object> made = ArrayList::new;
    assertNull(DirectCall.of(made, WorkShape.TASK));
  }

  @Test
  void lambdasOfInterfaces() throws Exception {
    assertEquals("static of an interface", callIn(Named.class, Named.ofInterface()));
    assertEquals("hidden name", callIn(Named.class, new Name("name").privately()));
  }

  private static @Nullable Object callIn(Class<?> host, Task<?> lambda) throws Exception {
    DirectCall direct = direct(lambda, WorkShape.TASK);
    assertEquals(host, direct.host());
    Encoder out = new Encoder();
    direct.write(out);
    Decoder in = new Decoder(out.toBytes());
    in.getString();
    in.getBytes();
    byte[] callClass = in.getBytes();
    Object[] all = new Object[in.getInt()];
    for (int i = 0; i < all.length; i++) {
      all[i] = in.getValue();
    }
    return define(host, callClass).apply(all);
  }

  @Test
  void everyShape() throws Exception {
    ArgsTarget args = given -> lastRun = given.args() + "";
    call(args, WorkShape.ARGS, Arguments.of(new Object[] {1}, Map.of()));
    assertEquals("[1]", lastRun);
    List<Object> told = new ArrayList<>();
    Progress progress = new Heard(told);
    ProgressTask<Integer> task =
        to -> {
          to.update(0.5, "half");
          return 1;
        };
    assertEquals(1, call(task, WorkShape.PROGRESS_TASK, progress));
    ProgressFunction<Integer, Integer> function =
        (n, to) -> {
          to.publish(n);
          return n + 1;
        };
    assertEquals(8, call(function, WorkShape.PROGRESS_FUNCTION, 7, progress));
    assertEquals(List.of("half", 7), told);
  }

  private record Heard(List<Object> told) implements Progress {
    @Override
    public void update(double fraction, String message) {
      told.add(message);
    }

    @Override
    public void publish(@Nullable Object payload) {
      told.add(payload);
    }
  }

  @Test
  void whatItThrowsComesOutAsItIs() {
    Target target =
        () -> {
          throw new IOException("checked");
        };
    assertEquals(
        "checked",
        assertThrows(IOException.class, () -> call(target, WorkShape.TARGET)).getMessage());
  }

  @Test
  void anArgumentOfTheWrongClassIsRefused() {
    TaskFunction<String, Integer> length = String::length;
    assertThrows(ClassCastException.class, () -> call(length, WorkShape.FUNCTION, 1));
  }

  interface Sub extends Target {
    @Override
    default void run() throws Exception {
      lastRun = "before";
      body();
    }

    void body() throws Exception;
  }

  @Test
  void whatIsNotExactlyOursIsSentAsAnObject() {
    Sub sub = () -> {};
    assertNull(DirectCall.of(sub, WorkShape.TARGET));
    Target target = () -> {};
    assertNull(DirectCall.of(target, WorkShape.TASK), "another shape");
    assertNull(DirectCall.of("no lambda", WorkShape.TARGET));
    Runnable runnable = (Runnable & Serializable) () -> {};
    assertNull(DirectCall.of(runnable, WorkShape.TARGET));
  }

  private static Object widened(Object value) {
    return value;
  }

  @Test
  void whatNeedsAConversionIsSentAsAnObject() {
    TaskFunction<String, Object> takesMore = DirectCallTest::widened;
    assertNull(DirectCall.of(takesMore, WorkShape.FUNCTION));
  }

  @Test
  void capturesUpToTheLimitOfTheJvm() throws Exception {
    long a = 1;
    long b = 2;
    long c = 3;
    long d = 4;
    long e = 5;
    long f = 6;
    long g = 7;
    long h = 8;
    long i = 9;
    double j = 10;
    double k = 11;
    assertEquals(66.0, task(() -> a + b + c + d + e + f + g + h + i + j + k));
  }
}
