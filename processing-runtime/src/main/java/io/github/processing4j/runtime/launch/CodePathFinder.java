package io.github.processing4j.runtime.launch;

import io.github.processing4j.Process;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds the class path or module path that lets a child find what the context class loader of {@code
 * start()}'s caller finds.
 *
 * <p>On a class path the jar of this engine comes first, for the child's start looks for it; the
 * others of ours last, if they are not there. URL class loaders, such as that of {@code mvn exec:java}, are laid flat. In a Spring Boot archive the child
 * is started by Boot's own launcher.
 */
final class CodePathFinder {
  private static final String BOOT_LOADER = "org.springframework.boot.loader.";
  private static final String[] BOOT_LAUNCHERS = {
    BOOT_LOADER + "launch.PropertiesLauncher", BOOT_LOADER + "PropertiesLauncher"
  };

  private CodePathFinder() {}

  static CodePath find(@Nullable ClassLoader context, @Nullable Class<?> host, String mainModule) {
    if (CodePathFinder.class.getModule().isNamed()) {
      return modules(host, mainModule);
    }
    ClassLoader loader = context != null ? context : ClassLoader.getSystemClassLoader();
    String boot = springBootLauncher(loader);
    if (boot != null) {
      return CodePath.ofSpringBoot(absolute(System.getProperty("java.class.path")), boot);
    }
    Set<String> entries = new LinkedHashSet<>();
    addLocation(entries, CodePathFinder.class);
    addAll(entries, loader);
    addLocation(entries, Process.class);
    addLocation(entries, LoggerFactory.class);
    return CodePath.ofClassPath(new ArrayList<>(entries));
  }

  private static CodePath modules(@Nullable Class<?> host, String mainModule) {
    Set<String> roots = new LinkedHashSet<>();
    if (!mainModule.isEmpty()) {
      roots.add(mainModule);
    }
    if (host != null && host.getModule().isNamed()) {
      roots.add(host.getModule().getName());
    }
    return CodePath.ofModules(
        absolute(System.getProperty("jdk.module.path", "")),
        absolute(System.getProperty("java.class.path", "")),
        new ArrayList<>(roots));
  }

  private static @Nullable String springBootLauncher(ClassLoader loader) {
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      if (at.getClass().getName().startsWith(BOOT_LOADER)) {
        for (String launcher : BOOT_LAUNCHERS) {
          if (ClassLoader.getSystemResource(launcher.replace('.', '/') + ".class") != null) {
            return launcher;
          }
        }
      }
    }
    return null;
  }

  /** Adds what a loader finds, in the order in which it looks: its parent first. */
  private static void addAll(Set<String> entries, @Nullable ClassLoader loader) {
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return;
    }
    if (loader == ClassLoader.getSystemClassLoader()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        entries.add(absoluteEntry(entry));
      }
      return;
    }
    addAll(entries, loader.getParent());
    if (loader instanceof URLClassLoader urls) {
      for (URL url : urls.getURLs()) {
        String file = fileOf(url);
        if (file != null) {
          entries.add(file);
        }
      }
    }
  }

  private static void addLocation(Set<String> entries, Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String file =
        source == null || source.getLocation() == null ? null : fileOf(source.getLocation());
    if (file != null) {
      entries.add(file);
    }
  }

  private static @Nullable String fileOf(URL url) {
    if (!"file".equals(url.getProtocol())) {
      return null;
    }
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      // A path with a space that was made into a URL without care.
      return Path.of(URI.create("file:///").resolve(url.getPath().replace(" ", "%20"))).toString();
    }
  }

  private static String absolute(String path) {
    if (path.isEmpty()) {
      return "";
    }
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      entries.add(absoluteEntry(entry));
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Of a class path, where an empty entry is the working directory and {@code dir/*} all its jars. */
  private static String absoluteEntry(String entry) {
    return new File(entry).isAbsolute() ? entry : new File(entry).getAbsolutePath();
  }
}
