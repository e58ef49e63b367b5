/**
 * What an engine implements. Users never need it.
 *
 * <p>An engine module provides a {@link io.github.processing4j.spi.ProcessingProvider} to {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.github.processing4j.spi;

import org.jspecify.annotations.NullMarked;
