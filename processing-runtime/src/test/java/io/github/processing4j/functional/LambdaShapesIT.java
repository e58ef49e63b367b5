package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Target;
import java.awt.image.BufferedImage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every way to write a target. */
@Functional
@Tag("core")
class LambdaShapesIT {

  private static void runs(Target target) {
    Process p = Calls.started(target);
    assertEquals(0, exitCode(p), () -> String.valueOf(p.getFailure()));
  }

  private static String said(Notes notes) {
    return notes.get("said");
  }

  // What the shapes call.

  private static void nothing() {}

  static void varargs(Object... all) {
    if (all.length != 0) {
      throw new IllegalStateException(Arrays.toString(all));
    }
  }

  static int withResult() {
    return 5;
  }

  /** An object whose methods and lambdas are sent. */
  static class Greeter implements Serializable {
    private static final long serialVersionUID = 1;

    final Notes notes;
    private final String greeting;

    Greeter(Notes notes, String greeting) {
      this.notes = notes;
      this.greeting = greeting;
    }

    void greet() {
      notes.put("said", greeting);
    }

    private void greetPrivately() {
      notes.put("said", greeting + " privately");
    }

    Target lambdaOfThis() {
      return () -> notes.put("said", greeting + " by a lambda of this");
    }

    Target methodOfThis() {
      return this::greetPrivately;
    }
  }

  /** Its subclass. */
  static final class Louder extends Greeter {
    private static final long serialVersionUID = 1;

    Louder(Notes notes, String greeting) {
      super(notes, greeting);
    }

    @Override
    void greet() {
      notes.put("said", "LOUDER");
    }

    Target superMethod() {
      return super::greet;
    }
  }

  @Test
  @DisplayName("static methods, private and with a result")
  void staticMethodReferences() {
    runs(LambdaShapesIT::nothing);
    runs(LambdaShapesIT::withResult);
    runs(LambdaShapesIT::varargs);
    runs(System::gc);
  }

  @Test
  @DisplayName("methods of an object: bound, private, overridden, super, of an interface")
  void boundMethodReferences(Notes notes) {
    Greeter greeter = new Greeter(notes, "hello");
    runs(greeter::greet);
    assertEquals("hello", said(notes));
    runs(greeter.methodOfThis());
    assertEquals("hello privately", said(notes));
    Greeter louder = new Louder(notes, "hello");
    runs(louder::greet);
    assertEquals("LOUDER", said(notes));
    runs(((Louder) louder).superMethod());
    assertEquals("hello", said(notes));
    List<String> list = new ArrayList<>(List.of("a"));
    runs(list::clear);
    runs(new StringBuilder("text")::reverse);
  }

  @Test
  @DisplayName("constructors, with and without side effects")
  void constructorReferences() {
    runs(Object::new);
    runs(ArrayList::new);
    runs(MakesANote::new);
  }

  /** Its constructor does something. */
  static final class MakesANote {
    MakesANote() {
      Process.current().setName("made");
    }
  }

  @Test
  @DisplayName("a lambda of a serialisable this, also in its constructor's caller")
  void lambdaOfThis(Notes notes) {
    runs(new Greeter(notes, "hi").lambdaOfThis());
    assertEquals("hi by a lambda of this", said(notes));
  }

  @Test
  @DisplayName("primitives of every kind, captured")
  void primitives(Notes notes) {
    boolean z = true;
    byte b = -1;
    short s = -2;
    char c = 'ü';
    int i = -3;
    long j = Long.MIN_VALUE;
    float f = 1.5f;
    double d = Math.PI;
    int after = 7;
    runs(
        () ->
            notes.put(
                "said",
                z + " " + b + " " + s + " " + c + " " + i + " " + j + " " + f + " " + d + " "
                    + after));
    assertEquals("true -1 -2 ü -3 -9223372036854775808 1.5 3.141592653589793 7", said(notes));
  }

  @Test
  @DisplayName("twenty captured values, long and double among them")
  void twentyCaptured(Notes notes) {
    long a = 1;
    double b = 2;
    int c = 3;
    String d = "4";
    long e = 5;
    double f = 6;
    byte g = 7;
    Integer h = 8;
    Long i = 9L;
    char j = 'j';
    long k = 11;
    String l = null;
    double m = 13;
    int[] n = {14};
    long[][] o = {{15}, {16}};
    String[] p = {"16", null};
    List<Integer> q = List.of(17);
    Optional<String> notSerialisable = Optional.empty();
    boolean r = notSerialisable.isEmpty();
    float s = 19;
    runs(
        () ->
            notes.put(
                "said",
                List.of(
                    a,
                    b,
                    c,
                    d,
                    e,
                    f,
                    g,
                    h,
                    i,
                    j,
                    k,
                    String.valueOf(l),
                    m,
                    n[0],
                    o[1][0],
                    p[0],
                    q,
                    r,
                    s,
                    p[1] == null)));
    assertEquals(
        "[1, 2.0, 3, 4, 5, 6.0, 7, 8, 9, j, 11, null, 13.0, 14, 16, 16, [17], true, 19.0, true]",
        said(notes));
  }

  /** A lambda in an interface. */
  interface Speaks {
    static Target staticLambda(Notes notes) {
      return () -> notes.put("said", "static of an interface");
    }

    Notes notes();

    default Target instanceLambda() {
      return () -> notes().put("said", "default of an interface");
    }
  }

  record Speaker(Notes notes) implements Speaks, Serializable {}

  @Test
  @DisplayName("lambdas in an interface: static, and of its default method")
  void lambdasInAnInterface(Notes notes) {
    runs(Speaks.staticLambda(notes));
    assertEquals("static of an interface", said(notes));
    runs(new Speaker(notes).instanceLambda());
    assertEquals("default of an interface", said(notes));
  }

  private static <T extends Comparable<T> & Serializable> Target greatest(
      Notes notes, List<T> all) {
    ArrayList<T> copy = new ArrayList<>(all);
    return () -> {
      T best = copy.get(0);
      for (T each : copy) {
        best = each.compareTo(best) > 0 ? each : best;
      }
      notes.put("said", best);
    };
  }

  @Test
  @DisplayName("lambdas in generic methods")
  void genericMethods(Notes notes) {
    runs(greatest(notes, List.of("a", "c", "b")));
    assertEquals("c", said(notes));
    runs(greatest(notes, List.of(3, 1, 2)));
    assertEquals("3", said(notes));
  }

  private static final class Outer {
    private static final class Inner {
      private static Target deep(Notes notes) {
        return () -> notes.put("said", secret());
      }

      private static String secret() {
        return "private and nested";
      }
    }
  }

  @Test
  @DisplayName("private nested classes")
  void privateNestedClasses(Notes notes) {
    runs(Outer.Inner.deep(notes));
    assertEquals("private and nested", said(notes));
  }

  private static Target anonymous(Notes notes) {
    return new Target() {
      private static final long serialVersionUID = 1;

      @Override
      public void run() {
        notes.put("said", "anonymous");
      }
    };
  }

  @Test
  @DisplayName("an anonymous class, a local class, a local record")
  void anonymousAndLocalClasses(Notes notes) {
    runs(anonymous(notes));
    assertEquals("anonymous", said(notes));
    record Local(Notes notes, int... numbers) implements Target {
      @Override
      public void run() {
        notes.put("said", "local " + Arrays.toString(numbers));
      }
    }
    runs(new Local(notes, 1, 2));
    assertEquals("local [1, 2]", said(notes));
    Local captured = new Local(notes, 3);
    runs(() -> captured.run());
    assertEquals("local [3]", said(notes));
  }

  private enum Mood implements Target {
    CALM {
      @Override
      public void run() {
        Process.current().setName("calm");
      }
    }
  }

  @Test
  @DisplayName("an enum constant as a target; enums and a switch on them captured")
  void enums(Notes notes) {
    runs(Mood.CALM::run);
    runs(Mood.CALM);
    TimeUnit unit = TimeUnit.HOURS;
    Mood mood = Mood.CALM;
    runs(
        () ->
            notes.put(
                "said",
                switch (unit) {
                  case HOURS -> "hours, same " + (mood == Mood.CALM);
                  default -> "other";
                }));
    assertEquals("hours, same true", said(notes));
  }

  @Test
  @DisplayName("arrays of all kinds, captured")
  void arrays(Notes notes) {
    boolean[] booleans = {true, false};
    byte[] bytes = {1, -1};
    short[] shorts = {Short.MIN_VALUE, 1};
    char[] chars = {'a', '\uffff'};
    int[] ints = {Integer.MIN_VALUE};
    long[] longs = {Long.MAX_VALUE};
    float[] floats = {Float.NaN};
    double[] doubles = {-0.0};
    String[] strings = {"a", null, "\ud800"};
    Object[] objects = {1, "x", new int[] {2}};
    int[][] nested = {{1}, {}};
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 9;
    runs(
        () ->
            notes.put(
                "said",
                Arrays.toString(booleans)
                    + Arrays.toString(bytes)
                    + Arrays.toString(shorts)
                    + ((int) chars[1])
                    + Arrays.toString(ints)
                    + Arrays.toString(longs)
                    + Arrays.toString(floats)
                    + Arrays.toString(doubles)
                    + ((int) strings[2].charAt(0))
                    + Arrays.deepToString(objects)
                    + Arrays.deepToString(nested)
                    + large[2_999_999]));
    assertEquals(
        "[true, false][1, -1][-32768, 1]65535[-2147483648][9223372036854775807][NaN][-0.0]55296"
            + "[1, x, [2]][[1], []]9",
        said(notes));
  }

  @Test
  @DisplayName("what several captured values share stays shared")
  void sharedIdentity(Notes notes) {
    ArrayList<String> shared = new ArrayList<>(List.of("x"));
    List<List<String>> first = new ArrayList<>(List.of(shared));
    Map<String, List<String>> second = new TreeMap<>(Map.of("k", shared));
    List<Object> cyclic = new ArrayList<>();
    cyclic.add(cyclic);
    int[] array = {1};
    Object[] holder = {array, array};
    runs(
        () ->
            notes.put(
                "said",
                (first.get(0) == second.get("k"))
                    + " "
                    + (first.get(0) == shared)
                    + " "
                    + (cyclic.get(0) == cyclic)
                    + " "
                    + (holder[0] == holder[1])));
    assertEquals("true true true true", said(notes));
  }

  @Test
  @DisplayName("strings of any characters, null, empty, large")
  void strings(Notes notes) {
    String none = null;
    String empty = "";
    String emoji = "\ud83d\ude00 ü \0 \u20ac";
    String large = "z".repeat(1_000_000) + "\u20ac";
    runs(() -> notes.put("said", none + empty + emoji + large.length() + large.charAt(1_000_000)));
    assertEquals("null\ud83d\ude00 ü \0 \u20ac1000001\u20ac", said(notes));
  }

  @Test
  @DisplayName("a BufferedImage, captured")
  void bufferedImage(Notes notes) {
    BufferedImage image = new BufferedImage(7, 5, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(3, 4, 0x80123456);
    runs(
        () ->
            notes.put(
                "said",
                image.getWidth()
                    + "x"
                    + image.getHeight()
                    + " "
                    + Integer.toHexString(image.getRGB(3, 4))));
    assertEquals("7x5 80123456", said(notes));
  }

  /** A serialisable supplier, for lambdas in lambdas. */
  interface Source<T> extends Supplier<T>, Serializable {}

  @Test
  @DisplayName("a lambda that captures lambdas")
  void lambdaThatCapturesLambdas(Notes notes) {
    String word = "inner";
    Source<String> inner = () -> word + "!";
    Source<Source<String>> outer = () -> inner;
    Target other = () -> notes.put("said", outer.get().get());
    runs(() -> other.run());
    assertEquals("inner!", said(notes));
  }

  // Static: an anonymous class of an instance method holds the object of that method.
  private static Target makesLambdas(Notes notes) {
    return () -> {
      Runnable runnable = () -> notes.put("said", "made there");
      Supplier<Runnable> supplier =
          new Supplier<>() {
            @Override
            public Runnable get() {
              return runnable;
            }
          };
      supplier.get().run();
    };
  }

  @Test
  @DisplayName("a lambda that makes lambdas and anonymous classes in the child")
  void lambdaThatMakesLambdas(Notes notes) {
    runs(makesLambdas(notes));
    assertEquals("made there", said(notes));
  }

  @Test
  @DisplayName("the same lambda started many times is each time a copy")
  void eachStartGetsACopy(Notes notes) {
    List<Integer> numbers = new ArrayList<>(List.of(1));
    Target target =
        () -> {
          numbers.add(2);
          notes.put("said", numbers);
        };
    runs(target);
    assertEquals("[1, 2]", said(notes));
    numbers.add(9);
    runs(target);
    assertEquals("[1, 9, 2]", said(notes));
    assertEquals(List.of(1, 9), numbers);
  }

  @Test
  @DisplayName("identity maps and other collections of the JDK")
  void collections(Notes notes) {
    IdentityHashMap<String, Integer> map = new IdentityHashMap<>();
    map.put("a", 1);
    List<Integer> view = List.of(1, 2, 3);
    runs(() -> notes.put("said", map.size() + " " + view));
    assertTrue(said(notes).endsWith("1 [1, 2, 3]"));
  }
}
