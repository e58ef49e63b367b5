package io.github.processing4j.runtime.launch;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a jar that {@code java -jar} started says about modules: it counts for the main
 * jar alone, and a child is not started from it.
 */
final class ExecutableJar {
  private ExecutableJar() {}

  /** The flags that say the same. */
  static List<String> flags() {
    // With -jar the class path is the jar, and the command begins with it.
    String path = System.getProperty("java.class.path", "");
    String command = System.getProperty("sun.java.command", "");
    if (path.isEmpty() || !(command.equals(path) || command.startsWith(path + " "))) {
      return List.of();
    }
    try (JarFile jar = new JarFile(new File(path))) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? List.of() : flags(manifest.getMainAttributes());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> flags(Attributes attributes) {
    List<String> flags = new ArrayList<>();
    add(flags, "--add-opens=", attributes.getValue("Add-Opens"));
    add(flags, "--add-exports=", attributes.getValue("Add-Exports"));
    if ("ALL-UNNAMED".equals(attributes.getValue("Enable-Native-Access"))
        && Runtime.version().feature() >= 22) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }

  private static void add(List<String> flags, String option, @Nullable String packages) {
    if (packages != null) {
      for (String name : packages.strip().split("\\s+")) {
        if (isThere(name)) {
          flags.add(option + name + "=ALL-UNNAMED");
        }
      }
    }
  }

  /** What is not there is passed over in a manifest, but warned of on the command line. */
  private static boolean isThere(String moduleAndPackage) {
    int slash = moduleAndPackage.indexOf('/');
    return slash > 0
        && ModuleLayer.boot()
            .findModule(moduleAndPackage.substring(0, slash))
            .filter(module -> module.getPackages().contains(moduleAndPackage.substring(slash + 1)))
            .isPresent();
  }
}
