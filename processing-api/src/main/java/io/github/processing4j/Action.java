package io.github.processing4j;

import java.io.Serializable;

/** A {@link Runnable} that may be sent to another JVM: so a lambda given to a {@link Pool} is. */
@FunctionalInterface
public interface Action extends Runnable, Serializable {}
