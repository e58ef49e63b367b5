package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.LoggerFactory;

/**
 * A directory in which a test builds a launch environment: the library's own jars, and a program that
 * has children and grandchildren.
 */
final class Sandbox {
  static final String MAIN = "family.hidden.Family";

  private static final Path HERE = resource("family");

  private final Path directory;

  Sandbox(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Where api, runtime and slf4j are: jars or directories of classes. */
  static List<Path> ownParts() {
    return List.of(
        locationOf("io.github.processing4j.runtime.provider.LocalProvider"),
        locationOf(Process.class.getName()),
        locationOf(LoggerFactory.class.getName()));
  }

  /** The same as jars, whatever they are. */
  List<Path> ownJars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path place : ownParts()) {
      jars.add(
          Files.isDirectory(place)
              ? jar("library/" + place.getParent().getParent().getFileName() + ".jar", null, place)
              : place);
    }
    return jars;
  }

  /** The same as directories. */
  List<Path> ownDirectories() throws IOException {
    List<Path> directories = new ArrayList<>();
    for (Path place : ownParts()) {
      if (Files.isDirectory(place)) {
        directories.add(place);
      } else {
        Path target = directory.resolve("unpacked").resolve(place.getFileName().toString());
        unpack(place, target);
        directories.add(target);
      }
    }
    return directories;
  }

  /** The program's classes, without a module. */
  Path classes() throws IOException {
    return compile("classes", List.of("hidden/Family.java", "hidden/Other.java"), "-cp");
  }

  /** The program's classes as the module {@code family}, whose package is not exported. */
  Path module() throws IOException {
    return compile(
        "module",
        List.of("hidden/Family.java", "hidden/Other.java", "module/module-info.java"),
        "-p");
  }

  private Path compile(String name, List<String> sources, String pathOption) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String source : sources) {
      arguments.add(HERE.resolve(source).toString());
    }
    return javac(name, arguments, List.of(pathOption, path(ownParts())));
  }

  /** Compiles a further class, given as text. */
  Path source(String into, String className, String text, String... options) throws IOException {
    Path file = directory.resolve("source").resolve(className.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    List<String> all = new ArrayList<>(List.of(options));
    if (all.isEmpty()) {
      all.addAll(List.of("-cp", path(ownParts())));
    }
    return javac(into, List.of(file.toString()), all);
  }

  private Path javac(String name, List<String> sources, List<String> options) throws IOException {
    Path target = Files.createDirectories(directory.resolve(name));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("--release", "17", "-proc:none", "-d", target.toString()));
      boolean ok =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  all,
                  null,
                  files.getJavaFileObjects(sources.toArray(new String[0])))
              .call();
      assertTrue(ok, said::toString);
    }
    return target;
  }

  /** A jar of these directories and jars, merged; the first file of a name wins. */
  Path jar(String name, Manifest manifest, Path... contents) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (JarWriter out = new JarWriter(file, manifest)) {
      for (Path content : contents) {
        out.addAll("", content);
      }
    }
    return file;
  }

  static Manifest manifest(Map<String, String> attributes) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(main::putValue);
    return manifest;
  }

  static String path(List<Path> entries) {
    List<String> texts = new ArrayList<>();
    for (Path entry : entries) {
      texts.add(entry.toString());
    }
    return String.join(File.pathSeparator, texts);
  }

  static String path(Path first, List<Path> others) {
    List<Path> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return path(all);
  }

  static void unpack(Path jar, Path to) throws IOException {
    try (var files = FileSystems.newFileSystem(jar)) {
      copy(files.getPath("/"), to);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static Path locationOf(String className) {
    try {
      Class<?> type = Class.forName(className);
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path resource(String name) {
    try {
      URI uri = Sandbox.class.getResource(name).toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes jars, with their jars inside stored as Spring Boot wants them. */
  static final class JarWriter implements AutoCloseable {
    private final ZipOutputStream out;
    private final Set<String> names = new HashSet<>();

    JarWriter(Path file, Manifest manifest) throws IOException {
      out = new ZipOutputStream(Files.newOutputStream(file));
      if (manifest != null) {
        names.add("META-INF/MANIFEST.MF");
        out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        manifest.write(out);
        out.closeEntry();
      }
    }

    /** Adds what is in a directory or in a jar. */
    void addAll(String prefix, Path content) throws IOException {
      if (Files.isDirectory(content)) {
        addTree(prefix, content);
      } else {
        try (var files = FileSystems.newFileSystem(content)) {
          addTree(prefix, files.getPath("/"));
        }
      }
    }

    private void addTree(String prefix, Path root) throws IOException {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = prefix + root.relativize(file).toString().replace('\\', '/');
          if (Files.isDirectory(file)) {
            addDirectory(name);
          } else if (names.add(name)) {
            out.putNextEntry(new ZipEntry(name));
            try (InputStream in = Files.newInputStream(file)) {
              in.transferTo(out);
            }
            out.closeEntry();
          }
        }
      }
    }

    /** Leaves out a file that comes later. */
    void without(String name) {
      names.add(name);
    }

    void addDirectory(String name) throws IOException {
      String entry = name.endsWith("/") ? name : name + "/";
      if (!entry.equals("/") && names.add(entry)) {
        out.putNextEntry(new ZipEntry(entry));
        out.closeEntry();
      }
    }

    /** Adds a file as it is, without compression. */
    void addStored(String name, Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      CRC32 crc = new CRC32();
      crc.update(content);
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      out.putNextEntry(entry);
      out.write(content, 0, content.length);
      out.closeEntry();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
