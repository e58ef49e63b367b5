/**
 * Floor 2: the command line, class path and flags of a child's JVM; what it is told and what it
 * leaves behind.
 */
@NullMarked
package io.github.processing4j.runtime.launch;

import org.jspecify.annotations.NullMarked;
