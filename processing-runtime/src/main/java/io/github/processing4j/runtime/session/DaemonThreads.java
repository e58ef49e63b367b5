package io.github.processing4j.runtime.session;

/** Starts the threads of the library, which belong to no thread group or class loader of the user. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Starts a daemon thread in the outermost group. */
  public static Thread start(String name, Runnable work) {
    Thread thread = create(name, work);
    thread.start();
    return thread;
  }

  /** Makes such a thread, not started. */
  public static Thread create(String name, Runnable work) {
    Thread thread = new Thread(outermostGroup(), work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }

  /** The group that is never destroyed, as that of {@code mvn exec:java} is when its program ends. */
  public static ThreadGroup outermostGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
