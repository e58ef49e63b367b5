/** The local engine of processing4j. Exports nothing; bound by {@link java.util.ServiceLoader}. */
module io.github.processing4j.runtime {
  requires io.github.processing4j;
  requires java.management;
  requires org.slf4j;
  requires static java.desktop;
  requires static jdk.net;
  requires static org.jspecify;

  uses org.slf4j.spi.SLF4JServiceProvider;

  provides io.github.processing4j.spi.ProcessingProvider with
      io.github.processing4j.runtime.provider.LocalProvider;
}
