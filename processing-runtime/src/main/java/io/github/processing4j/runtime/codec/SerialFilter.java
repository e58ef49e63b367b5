package io.github.processing4j.runtime.codec;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * The filter that every class from another JVM passes. Thread-safe.
 *
 * <p>At first it is the pattern of the system property, if there is one.
 */
public final class SerialFilter {
  /** The system property that sets it from the start. */
  public static final String PROPERTY = "processing4j.serialFilter";

  private static volatile @Nullable ObjectInputFilter filter = fromProperty();

  private SerialFilter() {}

  /** Sets the filter; null allows everything that the JVM's own filter allows. */
  public static void set(@Nullable ObjectInputFilter chosen) {
    filter = chosen;
  }

  static @Nullable ObjectInputFilter get() {
    return filter;
  }

  /** Refuses a class that is used without deserialising an object of it. */
  public static void check(Class<?> type) throws InvalidClassException {
    ObjectInputFilter chosen = filter;
    if (chosen != null
        && chosen.checkInput(new ClassOnly(type)) == ObjectInputFilter.Status.REJECTED) {
      throw new InvalidClassException(type.getName(), "rejected by the serial filter");
    }
  }

  private static @Nullable ObjectInputFilter fromProperty() {
    String pattern = System.getProperty(PROPERTY);
    return pattern == null ? null : ObjectInputFilter.Config.createFilter(pattern);
  }

  private static final class ClassOnly implements ObjectInputFilter.FilterInfo {
    private final Class<?> type;

    ClassOnly(Class<?> type) {
      this.type = type;
    }

    @Override
    public Class<?> serialClass() {
      return type;
    }

    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 0;
    }
  }
}
