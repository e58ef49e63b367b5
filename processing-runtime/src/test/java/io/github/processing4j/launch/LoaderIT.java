package io.github.processing4j.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose classes are found by a class loader of their own. */
class LoaderIT {
  private static final String HOST =
      """
      package host;

      import java.io.File;
      import java.net.URL;
      import java.net.URLClassLoader;

      public final class Host {
        public static void main(String[] args) throws Exception {
          URL[] urls = new URL[args.length - 1];
          for (int i = 1; i < args.length; i++) {
            urls[i - 1] = new File(args[i]).toURI().toURL();
          }
          ClassLoader system = Host.class.getClassLoader();
          ClassLoader loader;
          switch (args[0]) {
            case "isolated":
              loader = new URLClassLoader("isolated", urls, null);
              break;
            case "childFirst":
              loader = new ChildFirst(urls, system);
              break;
            default:
              loader = new URLClassLoader("plugin", urls, system);
          }
          if (!args[0].equals("notContext")) {
            Thread.currentThread().setContextClassLoader(loader);
          }
          Class<?> main = Class.forName("family.hidden.Family", true, loader);
          main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }

        private static final class ChildFirst extends URLClassLoader {
          ChildFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
          }

          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
              Class<?> found = findLoadedClass(name);
              if (found == null) {
                try {
                  found = findClass(name);
                } catch (ClassNotFoundException e) {
                  return super.loadClass(name, resolve);
                }
              }
              return found;
            }
          }
        }
      }
      """;

  /** The program as it was before: what must not be run. */
  private static final String STALE =
      """
      package family.hidden;

      public final class Family {
        public static void main(String[] args) {
          throw new IllegalStateException("stale");
        }
      }
      """;

  @TempDir Path directory;
  private Sandbox sandbox;
  private Path host;
  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    sandbox = new Sandbox(directory);
    host = sandbox.source("host", "host.Host", HOST);
    classes = sandbox.classes();
  }

  @Test
  void aLoaderWithoutParentHoldsLibraryAndProgram() throws Exception {
    run("isolated", List.of(host), withLibrary(classes)).requireFamily();
  }

  @Test
  void aLoaderHoldsTheProgramAndItsParentTheLibrary() throws Exception {
    run("plugin", withLibrary(host), List.of(classes)).requireFamily();
  }

  @Test
  void theContextIsNotTheLoaderOfTheProgram() throws Exception {
    run("notContext", withLibrary(host), List.of(classes)).requireFamily();
  }

  @Test
  void aLoaderThatLooksInItselfFirst() throws Exception {
    Path stale = sandbox.source("stale", Sandbox.MAIN, STALE);
    List<Path> parent = new ArrayList<>(withLibrary(host));
    parent.add(stale);

    run("childFirst", parent, List.of(classes)).requireFamily();
  }

  @Test
  void aLoaderWhoseParentHasTheSameClasses() throws Exception {
    Path stale = sandbox.source("stale", Sandbox.MAIN, STALE);
    List<Path> parent = new ArrayList<>(withLibrary(host));
    parent.add(classes);

    run("plugin", parent, List.of(stale)).requireFamily();
  }

  private List<Path> withLibrary(Path more) throws Exception {
    List<Path> all = new ArrayList<>(sandbox.ownJars());
    all.add(more);
    return all;
  }

  private static Run run(String kind, List<Path> classPath, List<Path> urls) {
    Run.Builder run = Run.java("-cp", Sandbox.path(classPath), "host.Host", kind);
    for (Path url : urls) {
      run.and(url.toString());
    }
    return run.go();
  }
}
