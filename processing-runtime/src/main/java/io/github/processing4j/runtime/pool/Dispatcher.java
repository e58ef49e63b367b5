package io.github.processing4j.runtime.pool;

/** Gives chunks to workers. */
abstract class Dispatcher implements DispatcherControl {}
