package io.github.processing4j.spi;

import io.github.processing4j.spawn.Subprocess;
import java.nio.file.Path;

/** Launches native programs. Thread-safe. */
public interface Subprocesses {

  /**
   * Launches a program.
   *
   * @throws io.github.processing4j.spawn.SubprocessStartException if it cannot be launched
   */
  Subprocess start(SubprocessSpec spec);

  /**
   * What launches this program again.
   *
   * @param withArguments whether the command ends with the arguments of this program
   * @throws io.github.processing4j.ProcessingException if this JVM does not know its main class
   */
  ProgramCommand thisProgram(boolean withArguments);

  /**
   * The folder of this program's main class or jar, absolute.
   *
   * @throws io.github.processing4j.ProcessingException if this JVM does not know its main class
   */
  Path programFolder();
}
