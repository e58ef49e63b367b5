/**
 * Messages between two processes, objects or bytes. Start at {@link
 * io.github.processing4j.Processing#pipe()}.
 *
 * <p>{@link java.io.IOException}s are as usual; a wait that is interrupted throws {@link
 * io.github.processing4j.ProcessingInterruptedException}, and one in a process that is stopped
 * {@link io.github.processing4j.ProcessExit}.
 */
@NullMarked
package io.github.processing4j.connection;

import org.jspecify.annotations.NullMarked;
