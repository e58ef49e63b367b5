package io.github.processing4j.benchmarks.peer;

/** The start methods of CPython that have something at hand when a process is started. */
public enum StartMethod {
  /** The child is a copy of its parent. */
  FORK("fork"),

  /** The child is a copy of a server that was started before. */
  FORKSERVER("forkserver");

  private final String pythonName;

  StartMethod(String pythonName) {
    this.pythonName = pythonName;
  }

  /** As of {@code multiprocessing.get_context}. */
  public String pythonName() {
    return pythonName;
  }

  /** What the table calls it. */
  public String label() {
    return "CPython " + pythonName;
  }
}
