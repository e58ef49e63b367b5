package io.github.processing4j.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What launches this program again.
 *
 * @param environment changes to the inherited one; a null value removes a variable
 */
public record ProgramCommand(List<String> command, Map<String, @Nullable String> environment) {}
