/**
 * Floor 0: values as bytes. Our own form for common types, Java serialization behind a filter for
 * the rest.
 */
@NullMarked
package io.github.processing4j.runtime.codec;

import org.jspecify.annotations.NullMarked;
