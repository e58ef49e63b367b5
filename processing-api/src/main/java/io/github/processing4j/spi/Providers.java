package io.github.processing4j.spi;

import io.github.processing4j.ProcessingException;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the one provider of this JVM. Thread-safe. */
public final class Providers {
  // Where a build merged jars without merging their META-INF/services.
  private static final String LOCAL = "io.github.processing4j.runtime.provider.LocalProvider";

  private static volatile @Nullable ProcessingProvider provider;

  private Providers() {}

  /**
   * The provider.
   *
   * @throws ProcessingException if no engine module can be found
   */
  public static ProcessingProvider get() {
    ProcessingProvider found = provider;
    return found != null ? found : find();
  }

  /** Makes {@code known} the provider, without a search. For the bootstrap of a child. */
  public static synchronized void install(ProcessingProvider known) {
    if (provider == null) {
      provider = known;
    }
  }

  private static synchronized ProcessingProvider find() {
    ProcessingProvider found = provider;
    if (found == null) {
      found = search(Providers.class.getClassLoader());
      if (found == null) {
        found = search(Thread.currentThread().getContextClassLoader());
      }
      if (found == null) {
        found = byName();
      }
      provider = found;
    }
    return found;
  }

  private static @Nullable ProcessingProvider search(@Nullable ClassLoader loader) {
    Iterator<ProcessingProvider> all =
        ServiceLoader.load(ProcessingProvider.class, loader).iterator();
    return all.hasNext() ? all.next() : null;
  }

  private static ProcessingProvider byName() {
    try {
      return (ProcessingProvider) Class.forName(LOCAL).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new ProcessingException(
          "no engine found: add io.github.processing4j:processing-runtime to the class path or"
              + " module path, beside processing-api",
          e);
    }
  }
}
