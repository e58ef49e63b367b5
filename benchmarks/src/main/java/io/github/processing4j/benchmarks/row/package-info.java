/** What the side-by-side run measures, a class per row. */
@NullMarked
package io.github.processing4j.benchmarks.row;

import org.jspecify.annotations.NullMarked;
