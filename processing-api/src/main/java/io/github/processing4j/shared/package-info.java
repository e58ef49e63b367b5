/**
 * Memory that processes share: single values, arrays of numbers, and raw bytes with a name. Start
 * at {@link io.github.processing4j.Processing#value(int)} and {@link
 * io.github.processing4j.shared.SharedMemory}.
 *
 * <p>Single accesses are atomic and ordered as those of {@code java.util.concurrent.atomic}. What
 * takes several is guarded by the lock that every value and array has, if all who touch it take it.
 */
@NullMarked
package io.github.processing4j.shared;

import org.jspecify.annotations.NullMarked;
