/** Runs this library beside other ways to do the same, and tells how they compare. */
@NullMarked
package io.github.processing4j.benchmarks;

import org.jspecify.annotations.NullMarked;
