/** Floor 4: memory, values, arrays and frames that JVMs share. */
@NullMarked
package io.github.processing4j.runtime.shared;

import org.jspecify.annotations.NullMarked;
