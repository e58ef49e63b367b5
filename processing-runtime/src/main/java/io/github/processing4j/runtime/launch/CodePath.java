package io.github.processing4j.runtime.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a JVM finds classes, and how its main class is started.
 *
 * @param options for the launcher: class path or module path
 * @param main what follows the options: a main class, or {@code -m} and a module with one
 */
record CodePath(List<String> options, List<String> main) {
  static final String CHILD_MAIN = "io.github.processing4j.runtime.child.Child";

  static CodePath ofClassPath(List<String> entries) {
    return new CodePath(
        List.of("-cp", String.join(File.pathSeparator, entries)), List.of(CHILD_MAIN));
  }

  static CodePath ofModules(String modulePath, String classPath, List<String> rootModules) {
    List<String> options = new ArrayList<>(List.of("-p", modulePath));
    if (!classPath.isEmpty()) {
      options.addAll(List.of("-cp", classPath));
    }
    if (!rootModules.isEmpty()) {
      options.addAll(List.of("--add-modules", String.join(",", rootModules)));
    }
    String runtime = CodePath.class.getModule().getName();
    return new CodePath(options, List.of("-m", runtime + "/" + CHILD_MAIN));
  }

  static CodePath ofSpringBoot(String archive, String launcher) {
    return new CodePath(List.of("-Dloader.main=" + CHILD_MAIN, "-cp", archive), List.of(launcher));
  }
}
