/** Microbenchmarks of what happens inside one JVM. */
@NullMarked
package io.github.processing4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
