package io.github.processing4j.runtime.process;

import io.github.processing4j.Process;
import io.github.processing4j.runtime.session.Log;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The classes of this library in a class loader that may be closed before the JVM ends, as that of
 * {@code mvn exec:java} is: a shutdown hook runs when no class can be loaded any more.
 */
final class OwnClasses {
  private static final String OURS = "io/github/processing4j/";
  private static final String CLASS = ".class";

  private OwnClasses() {}

  /** Loads them all, if their loader may be closed. */
  static void loadIfNeeded() {
    ClassLoader loader = OwnClasses.class.getClassLoader();
    if (loader instanceof URLClassLoader) {
      try {
        load(loader, OwnClasses.class);
        load(loader, Process.class);
      } catch (IOException | URISyntaxException e) {
        Log.of(OwnClasses.class).debug("cannot load all classes before {} is closed", loader, e);
      }
    }
  }

  private static void load(ClassLoader loader, Class<?> one)
      throws IOException, URISyntaxException {
    CodeSource source = one.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !"file".equals(location.getProtocol())) {
      return;
    }
    File place = new File(location.toURI());
    if (place.isDirectory()) {
      loadIn(loader, place, OURS);
      return;
    }
    try (JarFile jar = new JarFile(place)) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        loadFile(loader, all.nextElement().getName());
      }
    }
  }

  private static void loadIn(ClassLoader loader, File root, String directory) {
    File[] files = new File(root, directory).listFiles();
    if (files != null) {
      for (File file : files) {
        if (file.isDirectory()) {
          loadIn(loader, root, directory + file.getName() + "/");
        } else {
          loadFile(loader, directory + file.getName());
        }
      }
    }
  }

  private static void loadFile(ClassLoader loader, String name) {
    if (name.startsWith(OURS) && name.endsWith(CLASS)) {
      String type = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
      try {
        Class.forName(type, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        // It needs a module that this JVM does not have, so nobody uses it.
        Log.of(OwnClasses.class).trace("cannot load {}", type, e);
      }
    }
  }
}
