/** Floor 4: locks, semaphores, events, conditions and barriers between JVMs. */
@NullMarked
package io.github.processing4j.runtime.sync;

import org.jspecify.annotations.NullMarked;
