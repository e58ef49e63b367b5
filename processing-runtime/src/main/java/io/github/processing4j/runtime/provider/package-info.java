/**
 * Floor 6: binds the engine to the API by the service loader.
 */
@NullMarked
package io.github.processing4j.runtime.provider;

import org.jspecify.annotations.NullMarked;
