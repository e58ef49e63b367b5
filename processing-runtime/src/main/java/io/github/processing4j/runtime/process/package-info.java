/**
 * Floor 3, the parent's side: lifecycle, exit status, shutdown order; and processes on threads.
 */
@NullMarked
package io.github.processing4j.runtime.process;

import org.jspecify.annotations.NullMarked;
