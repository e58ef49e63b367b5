/** Frame times of a render loop beside a job that makes garbage: the command {@code frames}. */
@NullMarked
package io.github.processing4j.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
