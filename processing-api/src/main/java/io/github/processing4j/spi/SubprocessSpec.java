package io.github.processing4j.spi;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to be launched. Everything was checked as far as it can be without launching.
 *
 * @param command not empty
 * @param environment changes to the inherited one; a null value removes a variable
 * @param directory null for that of this program
 * @param stdin may be {@link Redirect#DISCARD}, for an empty one
 * @param stderrToStdout whether {@code stderr} counts for nothing
 */
public record SubprocessSpec(
    List<String> command,
    Map<String, @Nullable String> environment,
    @Nullable Path directory,
    Redirect stdin,
    Redirect stdout,
    Redirect stderr,
    boolean stderrToStdout,
    boolean dieWithParent) {}
