/**
 * Floor 2, upper part: standby JVMs, launched before there is something to run.
 *
 * <p>{@link io.github.processing4j.runtime.standby.Stock} keeps {@link
 * io.github.processing4j.runtime.standby.Spare spares} of one launch plan, and {@link
 * io.github.processing4j.runtime.standby.Freshness} and {@link
 * io.github.processing4j.runtime.standby.Pulse} say whether one may be handed out. What a spare does
 * until it is woken is in {@code child.Standby}.
 */
@NullMarked
package io.github.processing4j.runtime.standby;

import org.jspecify.annotations.NullMarked;
