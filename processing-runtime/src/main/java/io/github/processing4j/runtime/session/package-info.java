/**
 * Floor 0: the owner-only directory where the JVMs of a tree meet, their liveness locks, and its
 * sweeper; and the small things that every floor needs.
 */
@NullMarked
package io.github.processing4j.runtime.session;

import org.jspecify.annotations.NullMarked;
