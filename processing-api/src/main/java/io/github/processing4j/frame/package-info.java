/**
 * Slow work beside a render loop: hand it off, and look once per frame. Nothing here blocks,
 * allocates or throws in the loop's thread.
 */
@NullMarked
package io.github.processing4j.frame;

import org.jspecify.annotations.NullMarked;
