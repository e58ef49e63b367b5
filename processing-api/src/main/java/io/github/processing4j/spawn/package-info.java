/**
 * Native programs. Start at {@link io.github.processing4j.spawn.Subprocess}.
 *
 * <p>A wait that is interrupted throws {@link io.github.processing4j.ProcessingInterruptedException},
 * and one in a process that is stopped {@link io.github.processing4j.ProcessExit}.
 */
@NullMarked
package io.github.processing4j.spawn;

import org.jspecify.annotations.NullMarked;
