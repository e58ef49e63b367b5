package io.github.processing4j.runtime.standby;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes that held the targets of the last starts. The next start will likely run one of them
 * again, and to load it is the larger part of what a spare does when it is woken; so spares load them,
 * without initialising them. Only classes of the class path, which a child finds by their names. Not
 * thread-safe.
 */
final class RecentHosts {
  private static final int MAX = 8;

  private final Deque<Class<?>> hosts = new ArrayDeque<>();

  /** A process starts whose target is in this class, if it is known. */
  void note(@Nullable Class<?> host) {
    if (host == null
        || host.isHidden()
        || host.getClassLoader() != ClassLoader.getSystemClassLoader()
        || host.equals(hosts.peekFirst())) {
      return;
    }
    hosts.remove(host);
    hosts.addFirst(host);
    if (hosts.size() > MAX) {
      hosts.removeLast();
    }
  }

  List<Class<?>> get() {
    return List.copyOf(hosts);
  }
}
