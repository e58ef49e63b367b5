package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.benchmarks.proof.Garbage.Told;
import org.jspecify.annotations.Nullable;

/** What else happened in the slices of one mode at one rate: how far the job came, and who collected. */
final class Tally {
  private long jobBytes;
  private long jobNanos;
  private long jobCollections;
  private long jobCollectionMillis;
  private long loopCollections;
  private long loopCollectionMillis;
  private long loopBytes;

  /** What the job told at the start of a slice, and at its end. */
  void job(@Nullable Told from, @Nullable Told to) {
    if (from != null && to != null) {
      jobBytes += to.allocatedBytes() - from.allocatedBytes();
      jobNanos += to.atNanos() - from.atNanos();
      jobCollections += to.collections() - from.collections();
      jobCollectionMillis += to.collectionMillis() - from.collectionMillis();
    }
  }

  /** The same of the JVM of the loop, and what the loop's thread allocated. */
  void loop(Told from, Told to, long bytes) {
    loopCollections += to.collections() - from.collections();
    loopCollectionMillis += to.collectionMillis() - from.collectionMillis();
    loopBytes += bytes;
  }

  /** How fast the job allocated, in MB/s; NaN where there was none. */
  double jobMegabytesPerSecond() {
    return jobNanos == 0 ? Double.NaN : jobBytes * 1e3 / jobNanos;
  }

  long jobCollections() {
    return jobCollections;
  }

  long jobCollectionMillis() {
    return jobCollectionMillis;
  }

  long loopCollections() {
    return loopCollections;
  }

  long loopCollectionMillis() {
    return loopCollectionMillis;
  }

  long loopBytes() {
    return loopBytes;
  }
}
