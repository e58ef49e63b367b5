/**
 * Floor 1: mapped segments, who uses them, and how those who wait are woken across JVMs.
 *
 * <p>From below: {@link Words} are single words of a segment; a {@link Segment} is a mapped file; a
 * {@link SharedObject} is a segment with a table of the JVMs that use it and with {@link Bell}s, on
 * which threads of any JVM wait; a {@link Handle} is what a user holds of it.
 */
@NullMarked
package io.github.processing4j.runtime.memory;

import org.jspecify.annotations.NullMarked;
