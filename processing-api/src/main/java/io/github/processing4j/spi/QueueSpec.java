package io.github.processing4j.spi;

import io.github.processing4j.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is to be like.
 *
 * @param maxsize the most items that wait; 0 for no bound
 * @param maxBytes the most bytes of items that wait; 0 for no bound
 * @param maxItemBytes the most bytes of one item; 0 for no bound
 * @param codec what writes the items, or null for the engine's own
 */
public record QueueSpec(int maxsize, long maxBytes, long maxItemBytes, @Nullable Codec codec) {}
