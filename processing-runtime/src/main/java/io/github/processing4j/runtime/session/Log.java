package io.github.processing4j.runtime.session;

import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The loggers of this library, found when the first message is logged, so that neither a start nor a
 * program without a logging back-end pays for them: without one, slf4j would print a warning.
 */
public final class Log {
  private Log() {}

  /** The logger of a class; one that does nothing where the program has no back-end. */
  public static Logger of(Class<?> type) {
    return Backend.PRESENT ? LoggerFactory.getLogger(type) : NOPLogger.NOP_LOGGER;
  }

  private static final class Backend {
    static final boolean PRESENT = isPresent();

    private static boolean isPresent() {
      if (System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null) {
        return true;
      }
      try {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return isIn(LoggerFactory.class.getClassLoader()) || (context != null && isIn(context));
      } catch (NoClassDefFoundError e) {
        // The slf4j of the program is older than 2.0, and names its back-end otherwise.
        return LoggerFactory.class.getResource("/org/slf4j/impl/StaticLoggerBinder.class") != null;
      }
    }

    private static boolean isIn(ClassLoader loader) {
      return ServiceLoader.load(SLF4JServiceProvider.class, loader).iterator().hasNext();
    }
  }
}
