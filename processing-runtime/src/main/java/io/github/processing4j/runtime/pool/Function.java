package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.codec.SharedRefs;
import org.jspecify.annotations.Nullable;

/**
 * What a job calls, once for each of its items. Immutable.
 *
 * @param target the user's object, of the type that the shape says
 * @param written as workers in other JVMs read it; null in a pool of threads
 * @param handles those in it, or null if there are none: they depart each time that it is sent
 */
record Function(
    Object target, CallShape shape, byte @Nullable [] written, @Nullable SharedRefs handles) {}
