package io.github.processing4j.runtime.launch;

/** The version of the library. A test holds it equal to that of the build. */
final class Version {
  static final String TEXT = "0.1.0-SNAPSHOT";

  private Version() {}
}
