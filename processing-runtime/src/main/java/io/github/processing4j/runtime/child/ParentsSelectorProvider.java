package io.github.processing4j.runtime.child;

import java.nio.channels.spi.SelectorProvider;

/**
 * Lets this JVM use the selector provider that its parent uses.
 *
 * <p>To find one, the JDK searches all jars of the class path for a service, and falls back to its own
 * by way of a lambda: half of the time and a quarter of the memory that a link takes in a child. The
 * parent has searched the same class path. Where its provider is the JDK's, it is named by the system
 * property for that, just while the JDK reads it.
 */
final class ParentsSelectorProvider {
  private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";
  private static final String OF_THE_JDK = "sun.nio.ch.";

  private ParentsSelectorProvider() {}

  static void use(String className) {
    if (!className.startsWith(OF_THE_JDK) || System.getProperty(PROPERTY) != null) {
      return;
    }
    try {
      Class.forName(className);
    } catch (ClassNotFoundException e) {
      // Another JDK than the parent's.
      return;
    }
    System.setProperty(PROPERTY, className);
    try {
      SelectorProvider.provider();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }
}
