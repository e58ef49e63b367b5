package io.github.processing4j.runtime.pool;

import io.github.processing4j.Pool;
import io.github.processing4j.spi.PoolSpec;

/** Makes pools. */
public final class Pools {
  private Pools() {}

  /** A pool whose workers are being launched. */
  public static Pool create(PoolSpec spec) {
    throw new UnsupportedOperationException("" + spec);
  }
}
