package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.child.ChildWork;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.SerialFilter;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FunctionForm} wrote. The class that calls the body of a lambda is defined once: who
 * comes with the same lambda again brings only other captured values. Not thread-safe.
 */
final class FunctionReader {
  /** So many classes are kept, those that were called last. */
  private static final int MAX_KNOWN = 256;

  private final Known known = new Known();

  /**
   * Reads a function, of which the handles are not under way any more; also if it cannot be read.
   *
   * @throws IOException if the data is malformed, or the filter rejects a class
   * @throws ReflectiveOperationException if a class of it is missing here
   * @throws RuntimeException whatever a class throws that reads itself
   */
  Callee read(byte[] written) throws IOException, ReflectiveOperationException {
    Decoder in = new Decoder(written);
    Callee callee;
    try {
      callee = read(in);
    } catch (Throwable e) {
      in.drop();
      throw e;
    }
    in.taken(callee);
    return callee;
  }

  /** Reads a function that others read too; who has sent it holds the handles in it. */
  Callee readShared(byte[] written) throws IOException, ReflectiveOperationException {
    Decoder in = new Decoder(written);
    Callee callee = read(in);
    in.keep(callee);
    return callee;
  }

  private Callee read(Decoder in) throws IOException, ReflectiveOperationException {
    CallShape shape = CallShape.of(in.getByte());
    if (in.getByte() == FunctionForm.OBJECT) {
      return Callee.of(Objects.requireNonNull(in.getValue()), shape);
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> host = Class.forName(in.getString(), false, loader);
    SerialFilter.check(host);
    byte[] doorClass = in.getBytes();
    Function<Object, @Nullable Object> body = body(host, doorClass, in.getBytes());
    int captured = in.getInt();
    Object[] all = new Object[captured + shape.parameters()];
    for (int i = 0; i < captured; i++) {
      all[i] = in.getValue();
    }
    return new Body(body, all, shape);
  }

  private Function<Object, @Nullable Object> body(Class<?> host, byte[] doorClass, byte[] callClass)
      throws ReflectiveOperationException {
    Key key = new Key(host, callClass);
    Function<Object, @Nullable Object> body = known.get(key);
    if (body == null) {
      body = ChildWork.define(host, doorClass, callClass);
      known.put(key, body);
    }
    return body;
  }

  /** The body of a lambda, and what it captured. */
  private static final class Body extends Callee {
    private final Function<Object, @Nullable Object> body;
    private final @Nullable Object[] all;
    private final int parameters;
    private final boolean returns;

    /**
     * A body.
     *
     * @param all what was captured, and room for the parameters
     */
    Body(Function<Object, @Nullable Object> body, @Nullable Object[] all, CallShape shape) {
      this.body = body;
      this.all = all;
      this.parameters = shape.parameters();
      this.returns = shape != CallShape.TARGET && shape != CallShape.ACTION;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) {
      @Nullable Object[] given = all;
      if (parameters > 0) {
        // The function may be called again while it runs.
        given = all.clone();
        given[all.length - parameters] = a;
        if (parameters > 1) {
          given[all.length - 1] = b;
        }
      }
      Object result = body.apply(given);
      return returns ? result : null;
    }
  }

  /** A class by what it is: the bytes of its file, and the class whose nestmate it becomes. */
  private static final class Key {
    private final Class<?> host;
    private final byte[] file;
    private final int hash;

    Key(Class<?> host, byte[] file) {
      this.host = host;
      this.file = file;
      this.hash = 31 * host.hashCode() + Arrays.hashCode(file);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.host == host && Arrays.equals(key.file, file);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private static final class Known extends LinkedHashMap<Key, Function<Object, @Nullable Object>> {
    private static final long serialVersionUID = 1;

    Known() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Function<Object, @Nullable Object>> eldest) {
      return size() > MAX_KNOWN;
    }
  }
}
