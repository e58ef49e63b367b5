/**
 * Multiprocessing for the JVM: what users compile against.
 *
 * <p>The engine behind it is bound by {@link java.util.ServiceLoader}; {@code processing-runtime} is
 * the local one.
 */
@org.jspecify.annotations.NullMarked
module io.github.processing4j {
  requires static org.jspecify;

  exports io.github.processing4j;
  exports io.github.processing4j.connection;
  exports io.github.processing4j.frame;
  exports io.github.processing4j.shared;
  exports io.github.processing4j.spawn;
  exports io.github.processing4j.spi;
  exports io.github.processing4j.sync;
  exports io.github.processing4j.udp;

  uses io.github.processing4j.spi.ProcessingProvider;
}
