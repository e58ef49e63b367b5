package io.github.processing4j.runtime.standby;

import io.github.processing4j.Process;
import io.github.processing4j.runtime.session.Log;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
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
 * only those directories matter, file by file, from which it loads classes before.
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
   * @param entries of class path and module path
   * @param preloads whether the spare loads and initialises classes, and so others that they use
   * @param hosts what it loads alone, and so no others but the supertypes
   */
  static Freshness of(List<String> entries, boolean preloads, List<Class<?>> hosts) {
    Set<Path> jars = new HashSet<>();
    List<Path> directories = new ArrayList<>();
    Set<Path> ours = ourDirectories();
    for (String entry : entries) {
      Path path = Path.of(entry);
      if (!Files.isDirectory(path)) {
        addJar(jars, path);
      } else if (preloads || ours.contains(path)) {
        directories.add(path);
      }
    }
    Map<Path, @Nullable Stamp> files = new HashMap<>();
    for (Path jar : jars) {
      files.put(jar, stamp(jar));
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

  /** A jar, and those that it names in its manifest. */
  private static void addJar(Set<Path> jars, Path jar) {
    if (!jars.add(jar) || !Files.isRegularFile(jar)) {
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
        if (path != null && !Files.isDirectory(path)) {
          addJar(jars, path);
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
