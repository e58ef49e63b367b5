/**
 * Processes, contexts and their errors. Start at {@link io.github.processing4j.Process} and {@link
 * io.github.processing4j.Processing}.
 *
 * <p>Import by name: {@code import io.github.processing4j.*} makes {@code Process} ambiguous with
 * {@link java.lang.Process}.
 */
@NullMarked
package io.github.processing4j;

import org.jspecify.annotations.NullMarked;
