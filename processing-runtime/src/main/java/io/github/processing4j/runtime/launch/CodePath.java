package io.github.processing4j.runtime.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a JVM finds classes, and how its main class is started.
 *
 * @param options for the launcher: class path and module path
 * @param main what follows the options: a main class, or {@code -m} and a module with one
 * @param classPath the entries of the class path
 * @param modulePath those of the module path
 */
public record CodePath(
    List<String> options, List<String> main, List<String> classPath, List<String> modulePath) {
  static final String CHILD_MAIN = "io.github.processing4j.runtime.child.Child";

  /** Flags of the JVM that hold a path. */
  private static final Pattern PATH_FLAG =
      Pattern.compile(
          "(-Xbootclasspath/a:|--upgrade-module-path=|--patch-module=[^=]*=)(.*)", Pattern.DOTALL);

  /** The child's main class is on the class path; modules may be beside it. */
  static CodePath ofClassPath(
      Collection<String> classPath, Collection<String> modulePath, Collection<String> rootModules) {
    List<String> options = new ArrayList<>();
    addPaths(options, classPath, modulePath, rootModules);
    return new CodePath(
        options, List.of(CHILD_MAIN), List.copyOf(classPath), List.copyOf(modulePath));
  }

  /** The child's main class is in our module. */
  static CodePath ofModules(
      Collection<String> classPath, Collection<String> modulePath, Collection<String> rootModules) {
    List<String> options = new ArrayList<>();
    addPaths(options, classPath, modulePath, rootModules);
    String runtime = CodePath.class.getModule().getName();
    return new CodePath(
        options,
        List.of("-m", runtime + "/" + CHILD_MAIN),
        List.copyOf(classPath),
        List.copyOf(modulePath));
  }

  static CodePath ofSpringBoot(Collection<String> classPath, String launcher) {
    List<String> options = new ArrayList<>(List.of("-Dloader.main=" + CHILD_MAIN));
    addPaths(options, classPath, List.of(), List.of());
    return new CodePath(options, List.of(launcher), List.copyOf(classPath), List.of());
  }

  private static void addPaths(
      List<String> options,
      Collection<String> classPath,
      Collection<String> modulePath,
      Collection<String> rootModules) {
    if (!modulePath.isEmpty()) {
      options.addAll(List.of("-p", String.join(File.pathSeparator, modulePath)));
    }
    if (!classPath.isEmpty()) {
      options.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    }
    if (!rootModules.isEmpty()) {
      options.addAll(List.of("--add-modules", String.join(",", rootModules)));
    }
  }

  /** The entries of a path, absolute; an empty one is the working directory. */
  static List<String> absoluteEntries(String path) {
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      entries.add(new File(entry).isAbsolute() ? entry : new File(entry).getAbsolutePath());
    }
    return entries;
  }

  /** A flag as it means the same in another working directory. */
  static String absoluteFlag(String flag) {
    Matcher path = PATH_FLAG.matcher(flag);
    return path.matches() && !path.group(2).isEmpty()
        ? path.group(1) + String.join(File.pathSeparator, absoluteEntries(path.group(2)))
        : flag;
  }
}
