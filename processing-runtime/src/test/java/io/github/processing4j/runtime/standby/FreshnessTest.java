package io.github.processing4j.runtime.standby;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
  @TempDir Path directory;

  @Test
  void nothingHasChanged() throws IOException {
    Path jar = jar("a.jar", null);
    assertTrue(of(false, jar, directory.resolve("missing.jar")).isFresh());
  }

  @Test
  void aJarWasWrittenAnew() throws IOException {
    Path jar = jar("a.jar", null);
    Freshness before = of(false, jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusMillis(5)));
    assertFalse(before.isFresh());
  }

  @Test
  void aJarWasReplacedByOneOfTheSameSizeAndTime() throws IOException {
    Path jar = jar("a.jar", null);
    Freshness before = of(false, jar);
    Path other = jar("b.jar", null);
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
    Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(before.isFresh());
  }

  @Test
  void aJarIsGone() throws IOException {
    Path jar = jar("a.jar", null);
    Freshness before = of(false, jar);
    Files.delete(jar);
    assertFalse(before.isFresh());
  }

  @Test
  void aJarThatWasMissingIsThere() throws IOException {
    Path missing = directory.resolve("late.jar");
    Freshness before = of(false, missing);
    jar("late.jar", null);
    assertFalse(before.isFresh());
  }

  @Test
  void aJarThatTheManifestOfAnotherNamesHasChanged() throws IOException {
    Path named = jar("lib with space.jar", null);
    Path jar = jar("a.jar", "lib%20with%20space.jar http://example.org/x.jar no:uri:%");
    Freshness before = of(false, jar);
    assertTrue(before.isFresh());
    Files.delete(named);
    assertFalse(before.isFresh());
  }

  @Test
  void manifestsThatNameEachOtherAreReadOnce() throws IOException {
    Path a = jar("a.jar", "b.jar");
    jar("b.jar", "a.jar");
    assertTrue(of(false, a).isFresh());
  }

  @Test
  void aDirectoryMattersOnlyIfClassesAreLoadedFromIt() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes/p"));
    Path file = Files.writeString(classes.resolve("A.class"), "old");
    Freshness loadsNothing = of(false, classes.getParent());
    Freshness preloads = of(true, classes.getParent());
    assertTrue(preloads.isFresh());
    Files.writeString(file, "newer");
    assertTrue(loadsNothing.isFresh());
    assertFalse(preloads.isFresh());
  }

  @Test
  void aFileWasAddedToADirectory() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes/p"));
    Freshness preloads = of(true, classes.getParent());
    Files.writeString(classes.resolve("B.class"), "new");
    assertFalse(preloads.isFresh());
  }

  @Test
  void aClassThatIsLoadedFromADirectoryHasChanged() throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    for (Class<?> type : List.of(Base.class, Derived.class)) {
      String name = type.getName().replace('.', '/') + ".class";
      Path file = classes.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
        Files.copy(in, file);
      }
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      Class<?> derived = Class.forName(Derived.class.getName(), false, loader);
      Freshness before =
          Freshness.of(List.of(classes.toString()), List.of(), false, List.of(derived));
      assertTrue(before.isFresh());
      Files.writeString(classes.resolve(Base.class.getName().replace('.', '/') + ".class"), "new");
      assertFalse(before.isFresh());
    }
  }

  static class Base {}

  static class Derived extends Base {}

  @Test
  void whatIsNoJarIsLookedAtAsAFile() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jar"), "no zip");
    Freshness before = of(false, broken);
    assertTrue(before.isFresh());
    Files.writeString(broken, "still no zip");
    assertFalse(before.isFresh());
  }

  private static Freshness of(boolean preloads, Path... entries) {
    return Freshness.of(
        List.of(entries).stream().map(Path::toString).toList(), List.of(), preloads, List.of());
  }

  private Path jar(String name, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (classPath != null) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    Path jar = directory.resolve(name);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }
}
