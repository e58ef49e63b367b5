package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/** What a worker thread runs: any kind of task, given its progress. Need not be serialisable. */
interface Job<T extends @Nullable Object> {
  T run(Progress progress) throws Exception;
}
