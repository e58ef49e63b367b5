package io.github.processing4j.runtime.standby;

import io.github.processing4j.Process;
import io.github.processing4j.runtime.session.Log;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The files from which a spare has loaded classes, or has opened, as they were when it was launched.
 *
 * <p>Jars are opened once and for all, so each is looked at, with those that its manifest names. From a
 * directory classes are read when they are needed, and the target's are not before the spare wakes; so
 * only those directories matter, file by file, from which it loads classes before. Those of a module
 * path were looked through for modules as it booted: the jars in them matter, and module descriptors.
 */
final class Freshness {
  /** A file, as far as a change would show; that of a file that is not there is null. */
  private record Stamp(long size, long modifiedNanos, @Nullable Object key) {}

  private final Map<Path, @Nullable Stamp> files;
  private final List<Path> directories;

  private Freshness(Map<Path, @Nullable Stamp> files, List<Path> directories) {
    this.files = files;
    this.directories = directories;
  }

  /**
   * What is on disk now.
   *
   * @param classPath the entries of the class path
   * @param modulePath those of the module path
   * @param preloads whether the spare loads and initialises classes, and so others that they use
   * @param hosts what it loads alone, and so no others but the supertypes
   */
  static Freshness of(
      List<String> classPath, List<String> modulePath, boolean preloads, List<Class<?>> hosts) {
    Set<Path> all = new LinkedHashSet<>();
    Map<Path, @Nullable Stamp> files = new HashMap<>();
    for (String entry : classPath) {
      addEntry(all, Path.of(entry));
    }
    for (String entry : modulePath) {
      Path path = Path.of(entry);
      addEntry(all, path);
      if (Files.isDirectory(path)) {
        addModules(all, files, path);
      }
    }
    Set<Path> ours = ourDirectories();
    List<Path> directories = new ArrayList<>();
    for (Path path : all) {
      if (!Files.isDirectory(path)) {
        files.put(path, stamp(path));
      } else if (preloads || ours.contains(path)) {
        directories.add(path);
      }
    }
    for (Path directory : directories) {
      addAll(files, directory);
    }
    for (Class<?> host : hosts) {
      addClass(files, host);
    }
    return new Freshness(files, directories);
  }

  /** Whether nothing has changed since. Costs a system call per file. */
  boolean isFresh() {
    for (Map.Entry<Path, @Nullable Stamp> file : files.entrySet()) {
      Stamp then = file.getValue();
      Stamp now = stamp(file.getKey());
      if (then == null ? now != null : !then.equals(now)) {
        return false;
      }
    }
    for (Path directory : directories) {
      Map<Path, @Nullable Stamp> all = new HashMap<>();
      addAll(all, directory);
      if (!files.keySet().containsAll(all.keySet())) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Stamp stamp(Path file) {
    try {
      return stamp(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      return null;
    }
  }

  private static Stamp stamp(BasicFileAttributes attributes) {
    return new Stamp(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        attributes.fileKey());
  }

  private static void addAll(Map<Path, @Nullable Stamp> files, Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(file, stamp(attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      Log.of(Freshness.class).debug("cannot look at {}", directory, e);
    }
  }

  /** The file of a class in a directory, and those of its supertypes. */
  private static void addClass(Map<Path, @Nullable Stamp> files, Class<?> type) {
    Path place = placeOf(type);
    if (place != null && Files.isDirectory(place)) {
      Path file = place.resolve(type.getName().replace('.', '/') + ".class");
      files.put(file, stamp(file));
    }
    if (type.getSuperclass() != null) {
      addClass(files, type.getSuperclass());
    }
    for (Class<?> implemented : type.getInterfaces()) {
      addClass(files, implemented);
    }
  }

  /** What a directory of a module path, which may be a module itself, tells a JVM that boots. */
  private static void addModules(
      Set<Path> entries, Map<Path, @Nullable Stamp> files, Path directory) {
    files.put(directory, stamp(directory));
    addDescriptor(files, directory);
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
      for (Path path : inside) {
        if (Files.isDirectory(path)) {
          addDescriptor(files, path);
        } else if (path.toString().endsWith(".jar")) {
          entries.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      Log.of(Freshness.class).debug("cannot look at {}", directory, e);
    }
  }

  private static void addDescriptor(Map<Path, @Nullable Stamp> files, Path module) {
    Path descriptor = module.resolve("module-info.class");
    files.put(descriptor, stamp(descriptor));
  }

  /** A directory; or a jar, and what it names in its manifest. */
  private static void addEntry(Set<Path> entries, Path jar) {
    if (!entries.add(jar) || !Files.isRegularFile(jar)) {
      return;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (named == null) {
        return;
      }
      for (String one : named.split(" +")) {
        Path path = resolve(jar, one);
        if (path != null) {
          addEntry(entries, path);
        }
      }
    } catch (IOException | SecurityException e) {
      Log.of(Freshness.class).debug("cannot read the manifest of {}", jar, e);
    }
  }

  private static @Nullable Path resolve(Path jar, String relative) {
    try {
      URI uri = jar.toUri().resolve(new URI(relative));
      return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Where our own classes are, if they are not in jars. */
  private static Set<Path> ourDirectories() {
    Set<Path> directories = new HashSet<>();
    for (Class<?> type : List.of(Process.class, Freshness.class)) {
      Path place = placeOf(type);
      if (place != null) {
        directories.add(place);
      }
    }
    return directories;
  }

  private static @Nullable Path placeOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      Log.of(Freshness.class).debug("no file: {}", source.getLocation(), e);
      return null;
    }
  }
}
