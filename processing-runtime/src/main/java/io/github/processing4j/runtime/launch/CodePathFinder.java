package io.github.processing4j.runtime.launch;

import io.github.processing4j.Process;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
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
 * others of ours last, if they are not there. URL class loaders, such as that of {@code mvn
 * exec:java}, are laid flat. A module path is passed on as it is; whether we are on it or on the class
 * path, so we are in the child. In a Spring Boot archive the child is started by Boot's own launcher.
 */
final class CodePathFinder {
  private static final String BOOT_LOADER = "org.springframework.boot.loader.";
  private static final String[] BOOT_LAUNCHERS = {
    BOOT_LOADER + "launch.PropertiesLauncher", BOOT_LOADER + "PropertiesLauncher"
  };

  /** The answer for a program whose classes are all on the class path. */
  private record Plain(String classPath, CodePath code) {}

  private static volatile @Nullable Plain plain;

  private CodePathFinder() {}

  /**
   * The code path of a child.
   *
   * @param context the context class loader of {@code start()}'s caller
   * @param host the class of the target, if it is known
   * @param mainModule of the main process, or empty
   */
  static CodePath find(@Nullable ClassLoader context, @Nullable Class<?> host, String mainModule) {
    ClassLoader loader = context != null ? context : ClassLoader.getSystemClassLoader();
    if (!isPlain(loader, host)) {
      return search(loader, host, mainModule);
    }
    String classPath = System.getProperty("java.class.path", "");
    Plain known = plain;
    if (known == null || !known.classPath().equals(classPath)) {
      known = new Plain(classPath, search(loader, host, mainModule));
      plain = known;
    }
    return known.code();
  }

  /** Whether the class path alone says it all: the answer for most programs, and always the same. */
  private static boolean isPlain(ClassLoader loader, @Nullable Class<?> host) {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    return loader == system
        && CodePathFinder.class.getClassLoader() == system
        && host != null
        && host.getClassLoader() == system
        && !host.getModule().isNamed();
  }

  private static CodePath search(ClassLoader loader, @Nullable Class<?> host, String mainModule) {
    String boot = springBootLauncher(loader);
    if (boot != null) {
      return CodePath.ofSpringBoot(systemClassPath(mainModule), boot);
    }
    boolean named = CodePathFinder.class.getModule().isNamed();
    Set<String> entries = new LinkedHashSet<>();
    if (!named) {
      addLocation(entries, CodePathFinder.class);
    }
    addAll(entries, loader, mainModule);
    if (host != null) {
      addAll(entries, host.getClassLoader(), mainModule);
    }
    List<String> modulePath = modulePath();
    Set<String> roots = rootModules(host, mainModule);
    if (named) {
      if (mainModule.isEmpty()) {
        roots.add("ALL-DEFAULT");
      }
      return CodePath.ofModules(entries, modulePath, roots);
    }
    addLocation(entries, Process.class);
    addLocation(entries, LoggerFactory.class);
    return CodePath.ofClassPath(entries, modulePath, roots);
  }

  private static List<String> modulePath() {
    String path = System.getProperty("jdk.module.path", "");
    return path.isEmpty() ? List.of() : CodePath.absoluteEntries(path);
  }

  private static Set<String> rootModules(@Nullable Class<?> host, String mainModule) {
    Set<String> roots = new LinkedHashSet<>();
    if (!mainModule.isEmpty()) {
      roots.add(mainModule);
    }
    // Our own module is one already: our main class is in it.
    if (host != null
        && host.getModule().getLayer() == ModuleLayer.boot()
        && host.getModule() != CodePathFinder.class.getModule()) {
      roots.add(host.getModule().getName());
    }
    return roots;
  }

  /** A program whose main class is in a module has no class path, unless it is given one. */
  private static List<String> systemClassPath(String mainModule) {
    String path = System.getProperty("java.class.path", "");
    return path.isEmpty() && !mainModule.isEmpty() ? List.of() : CodePath.absoluteEntries(path);
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

  /** Adds what a loader finds, in the order in which it looks. */
  private static void addAll(Set<String> entries, @Nullable ClassLoader loader, String mainModule) {
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return;
    }
    if (loader == ClassLoader.getSystemClassLoader()) {
      entries.addAll(systemClassPath(mainModule));
      return;
    }
    if (looksInItselfFirst(loader)) {
      addUrls(entries, loader);
      addAll(entries, loader.getParent(), mainModule);
    } else {
      addAll(entries, loader.getParent(), mainModule);
      addUrls(entries, loader);
    }
  }

  private static void addUrls(Set<String> entries, ClassLoader loader) {
    if (loader instanceof URLClassLoader urls) {
      for (URL url : urls.getURLs()) {
        String file = fileOf(url);
        if (file != null) {
          entries.add(file);
        }
      }
    }
  }

  /** Whether a loader has its own way to look: the only reason for one is not to ask its parent first. */
  private static boolean looksInItselfFirst(ClassLoader loader) {
    for (Class<?> type = loader.getClass();
        type.getClassLoader() != null;
        type = type.getSuperclass()) {
      try {
        return type.getDeclaredMethod("loadClass", String.class, boolean.class).getDeclaringClass()
            == type;
      } catch (NoSuchMethodException | LinkageError e) {
        // It may be inherited.
      }
    }
    return false;
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
}
