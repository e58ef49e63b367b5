package io.github.processing4j.runtime.pool;

import java.util.concurrent.LinkedBlockingQueue;

/** The results of some calls, in the order in which they are done. */
final class FirstOf extends LinkedBlockingQueue<Result<?>> implements Ending {
  private static final long serialVersionUID = 1;

  @Override
  public void ended(Result<?> result) {
    add(result);
  }
}
