/** Floor 4: queues and pipes, on lanes of records between JVMs. */
@NullMarked
package io.github.processing4j.runtime.queue;

import org.jspecify.annotations.NullMarked;
