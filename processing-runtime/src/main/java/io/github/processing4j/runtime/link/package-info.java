/**
 * Floor 1: authenticated frames between a parent and its child.
 */
@NullMarked
package io.github.processing4j.runtime.link;

import org.jspecify.annotations.NullMarked;
