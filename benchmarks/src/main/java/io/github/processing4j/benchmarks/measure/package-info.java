/** How things are measured: contenders that take turns, samples, goals, and lines of a table. */
@NullMarked
package io.github.processing4j.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
