package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.measure.Contender;

/** A pool of ours that lives for a whole row, so that it and its workers are warm. */
abstract class PoolContender implements Contender {
  /** Of each pool, ours and CPython's. */
  static final int PROCESSES = 2;

  static final String CPYTHON = "CPython Pool";
  static final String CPYTHON_EXECUTOR = "CPython ProcessPoolExecutor";

  final Pool pool = make("spawn");

  static Pool make(String method) {
    return Pool.builder().processes(PROCESSES).context(Processing.getContext(method)).build();
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public void close() {
    pool.close();
  }
}
