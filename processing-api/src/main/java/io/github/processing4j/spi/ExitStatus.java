package io.github.processing4j.spi;

/**
 * How a process ended.
 *
 * @param code its exit code; {@code -N} for death by signal N
 * @param processExit whether an uncaught {@link io.github.processing4j.ProcessExit} ended it
 */
public record ExitStatus(int code, boolean processExit) {}
