package io.github.processing4j.runtime.launch;

import java.util.List;

/**
 * What a JVM passes on to its children beside the class path.
 *
 * @param flags the flags that it was given itself, without those that this library added
 * @param mainModule of the main process, or empty
 */
public record Inherited(List<String> flags, String mainModule) {}
