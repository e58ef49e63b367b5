/**
 * Floor 3, the child's side: its main, stops of its main thread, its link, and its exit report.
 *
 * <p>On the way of a child's start: no lambdas, no serialization, no crypto, no logging.
 */
@NullMarked
package io.github.processing4j.runtime.child;

import org.jspecify.annotations.NullMarked;
