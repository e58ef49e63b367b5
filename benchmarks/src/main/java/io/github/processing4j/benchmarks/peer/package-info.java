/** Those measured beside this library: a bare {@code java}, and CPython's {@code multiprocessing}. */
@NullMarked
package io.github.processing4j.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
