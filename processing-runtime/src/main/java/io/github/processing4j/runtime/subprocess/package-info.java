/**
 * Beside the floors: native programs by {@code ProcessBuilder}.
 *
 * <p>{@link io.github.processing4j.runtime.subprocess.LocalSubprocess} is one that runs, and {@link
 * io.github.processing4j.runtime.subprocess.Communication} what is written to it and read from it.
 * {@link io.github.processing4j.runtime.subprocess.Guardian} kills those that are to die with this
 * program.
 */
@NullMarked
package io.github.processing4j.runtime.subprocess;

import org.jspecify.annotations.NullMarked;
