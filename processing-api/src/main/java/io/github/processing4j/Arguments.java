package io.github.processing4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sequential and keyword arguments of an {@link ArgsTarget}. Immutable and thread-safe, as far
 * as the arguments themselves are.
 */
public final class Arguments implements Serializable {
  private static final long serialVersionUID = 1;

  private final @Nullable Object[] args;
  private final LinkedHashMap<String, @Nullable Object> kwargs;

  private Arguments(@Nullable Object[] args, Map<String, ? extends @Nullable Object> kwargs) {
    this.args = args.clone();
    this.kwargs = new LinkedHashMap<>(kwargs);
  }

  /**
   * Arguments with these values.
   *
   * @param args the sequential ones, in order; elements may be null
   * @param kwargs the keyword ones; values may be null
   */
  public static Arguments of(
      @Nullable Object[] args, Map<String, ? extends @Nullable Object> kwargs) {
    return new Arguments(args, kwargs);
  }

  /** The sequential arguments, in order, unmodifiable. */
  public List<@Nullable Object> args() {
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(args)));
  }

  /** The keyword arguments, in the order given, unmodifiable. */
  public Map<String, @Nullable Object> kwargs() {
    return Collections.unmodifiableMap(kwargs);
  }

  /** How many sequential arguments there are. */
  public int size() {
    return args.length;
  }

  /**
   * A sequential argument.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is none at {@code index}
   */
  public @Nullable Object get(int index) {
    if (index < 0 || index >= args.length) {
      throw new IndexOutOfBoundsException(
          "argument " + index + " of " + args.length + " sequential arguments");
    }
    return args[index];
  }

  /**
   * A sequential argument as a {@code T}.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is none at {@code index}
   * @throws ClassCastException if it is something else; the message names the argument
   */
  public <T> @Nullable T get(int index, Class<T> type) {
    return cast("argument " + index, get(index), type);
  }

  /**
   * A keyword argument.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public @Nullable Object get(String name) {
    if (!kwargs.containsKey(name)) {
      throw new IllegalArgumentException(
          "no keyword argument '" + name + "'; there are " + kwargs.keySet());
    }
    return kwargs.get(name);
  }

  /**
   * A keyword argument as a {@code T}.
   *
   * @throws IllegalArgumentException if there is none of that name
   * @throws ClassCastException if it is something else; the message names the argument
   */
  public <T> @Nullable T get(String name, Class<T> type) {
    return cast("keyword argument '" + name + "'", get(name), type);
  }

  /** A sequential argument that is a String. */
  public String getString(int index) {
    return required("argument " + index, get(index, String.class));
  }

  /** A keyword argument that is a String. */
  public String getString(String name) {
    return required("keyword argument '" + name + "'", get(name, String.class));
  }

  /** A sequential argument that is a number, as an int. */
  public int getInt(int index) {
    return Math.toIntExact(getLong(index));
  }

  /** A keyword argument that is a number, as an int. */
  public int getInt(String name) {
    return Math.toIntExact(getLong(name));
  }

  /** A sequential argument that is a number, as a long. */
  public long getLong(int index) {
    return required("argument " + index, get(index, Number.class)).longValue();
  }

  /** A keyword argument that is a number, as a long. */
  public long getLong(String name) {
    return required("keyword argument '" + name + "'", get(name, Number.class)).longValue();
  }

  /** A sequential argument that is a number, as a double. */
  public double getDouble(int index) {
    return required("argument " + index, get(index, Number.class)).doubleValue();
  }

  /** A keyword argument that is a number, as a double. */
  public double getDouble(String name) {
    return required("keyword argument '" + name + "'", get(name, Number.class)).doubleValue();
  }

  /** A sequential argument that is a Boolean. */
  public boolean getBoolean(int index) {
    return required("argument " + index, get(index, Boolean.class));
  }

  /** A keyword argument that is a Boolean. */
  public boolean getBoolean(String name) {
    return required("keyword argument '" + name + "'", get(name, Boolean.class));
  }

  @Override
  public String toString() {
    return "Arguments(" + Arrays.toString(args) + ", " + kwargs + ")";
  }

  private static <T> @Nullable T cast(String what, @Nullable Object value, Class<T> type) {
    if (value != null && !type.isInstance(value)) {
      throw new ClassCastException(
          what + " is a " + value.getClass().getName() + ", not a " + type.getName());
    }
    return type.cast(value);
  }

  private static <T> T required(String what, @Nullable T value) {
    if (value == null) {
      throw new NullPointerException(what + " is null");
    }
    return value;
  }
}
