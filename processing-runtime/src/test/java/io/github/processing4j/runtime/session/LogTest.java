package io.github.processing4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LogTest {

  @Test
  @DisplayName("With an slf4j that is older than 2.0 and has no back-end, nothing is logged")
  void oldSlf4j() throws Exception {
    try (URLClassLoader old = new OldSlf4j()) {
      Object logger =
          old.loadClass(Log.class.getName())
              .getMethod("of", Class.class)
              .invoke(null, LogTest.class);
      assertEquals(NOPLogger.class.getName(), logger.getClass().getName());
    }
  }

  /** Knows no class that came with slf4j 2.0. */
  private static final class OldSlf4j extends URLClassLoader {
    OldSlf4j() throws MalformedURLException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(new URL[0]);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("org.slf4j.spi.SLF4JServiceProvider")) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }
}
