package io.github.processing4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a process keeps the standby JVMs of the {@code standby} context. Immutable.
 *
 * <p>A standby JVM, or spare, is booted and has the library loaded; it waits, uses no CPU, and runs
 * exactly one target. Spares are launched in the background once a process has started a child by
 * {@code standby}, and let go when none was needed for a while.
 *
 * @see Processing#setStandby(StandbyOptions)
 */
public final class StandbyOptions {
  /** More would be a mistake: each is a JVM. */
  private static final int MAX_SPARES = 256;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final StandbyOptions DEFAULTS = builder().build();

  private final int spares;
  private final Duration idleTimeout;
  private final List<String> preload;

  private StandbyOptions(Builder b) {
    spares = b.spares;
    idleTimeout = b.idleTimeout;
    preload = List.copyOf(b.preload);
  }

  /** Two spares, let go after five minutes without a start; nothing preloaded. */
  public static StandbyOptions defaults() {
    return DEFAULTS;
  }

  /** A builder that starts from {@link #defaults()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many spares wait at most; 0 for none. */
  public int spares() {
    return spares;
  }

  /** How long spares wait for the next start. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /** The names of the classes that a spare loads and initialises while it waits. */
  public List<String> preload() {
    return preload;
  }

  /** Builds {@link StandbyOptions}. Not thread-safe. */
  public static final class Builder {
    private int spares = 2;
    private Duration idleTimeout = Duration.ofMinutes(5);
    private final List<String> preload = new ArrayList<>();

    private Builder() {}

    /**
     * How many spares wait at most. Each takes about as much memory as an idle JVM.
     *
     * @param count 0 to 256; with 0 every start launches a JVM, as {@code spawn} does
     */
    public Builder spares(int count) {
      if (count < 0 || count > MAX_SPARES) {
        throw new IllegalArgumentException(
            count + " spares: 0 to " + MAX_SPARES + ", for each is a JVM");
      }
      spares = count;
      return this;
    }

    /**
     * How long spares wait for the next start before they are let go.
     *
     * @param time more than zero; more than 292 years are as many
     */
    public Builder idleTimeout(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("idle time-out " + time + ": more than zero");
      }
      idleTimeout = time.compareTo(LONGEST) > 0 ? LONGEST : time;
      return this;
    }

    /**
     * Classes that a spare loads and initialises while it waits, so that a target finds them warm:
     * those that it uses, or a class of the program whose static initialiser loads what they need.
     *
     * <p>There a static initialiser runs in a JVM that is no process yet: {@link Process#current()}
     * fails. One that throws ends its spare.
     *
     * @param types found in the spare by name, by the class path of the child
     */
    public Builder preload(Class<?>... types) {
      for (Class<?> type : types) {
        preload.add(type.getName());
      }
      return this;
    }

    /**
     * Classes by name, as {@link #preload(Class...)}; so that this process need not load them. The
     * ancestor is {@code multiprocessing.set_forkserver_preload}.
     *
     * @param names as {@link Class#getName()} tells them
     */
    public Builder preload(String... names) {
      for (String name : names) {
        if (name.isBlank()) {
          throw new IllegalArgumentException("class name '" + name + "'");
        }
        preload.add(Objects.requireNonNull(name));
      }
      return this;
    }

    /** The options. */
    public StandbyOptions build() {
      return new StandbyOptions(this);
    }
  }
}
