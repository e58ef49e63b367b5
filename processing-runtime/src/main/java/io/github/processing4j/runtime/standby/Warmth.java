package io.github.processing4j.runtime.standby;

import java.util.ArrayList;
import java.util.List;

/**
 * What a spare does to be warm.
 *
 * @param likelyMillis in which it will likely be woken, and does nothing of it
 * @param preload the names of the classes to load and initialise
 * @param hosts the classes to load
 */
record Warmth(int likelyMillis, List<String> preload, List<Class<?>> hosts) {

  /** As the arguments of the child's main. */
  List<String> toArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(likelyMillis));
    arguments.add(Integer.toString(hosts.size()));
    for (Class<?> host : hosts) {
      arguments.add(host.getName());
    }
    arguments.addAll(preload);
    return arguments;
  }
}
