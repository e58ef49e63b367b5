/** What runs in the processes that the benchmarks start. Small classes: they are part of what is measured. */
@NullMarked
package io.github.processing4j.benchmarks.child;

import org.jspecify.annotations.NullMarked;
