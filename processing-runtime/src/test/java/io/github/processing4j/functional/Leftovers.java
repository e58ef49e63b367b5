package io.github.processing4j.functional;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Kills what a test has started, and gives it {@link Notes} in a directory that it deletes. */
final class Leftovers
    implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(Leftovers.class);

  /** Processes that need not be our descendants: orphans. */
  private static final Set<ProcessHandle> TRACKED = ConcurrentHashMap.newKeySet();

  /** Has a process killed when the test ends, whoever is its parent then. */
  static void track(long pid) {
    ProcessHandle.of(pid).ifPresent(TRACKED::add);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Thread.interrupted();
    Standby.prepareIfDefault();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Thread.interrupted();
    if (!context.getRequiredTestClass().isAnnotationPresent(KeepsChildren.class)) {
      ProcessHandle.current().descendants().forEach(TRACKED::add);
    }
    killTracked();
    Path notes = context.getStore(SPACE).remove("notes", Path.class);
    if (notes != null) {
      Directories.delete(notes);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ProcessHandle.current().descendants().forEach(TRACKED::add);
    killTracked();
  }

  private static void killTracked() {
    for (ProcessHandle left : TRACKED) {
      if (left.isAlive()) {
        left.destroyForcibly();
        left.onExit().join();
      }
    }
    TRACKED.clear();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Notes.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Path directory =
        context
            .getStore(SPACE)
            .computeIfAbsent("notes", key -> Directories.temporary(), Path.class);
    return new Notes(directory.toString());
  }
}
