package io.github.processing4j.spi;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import org.jspecify.annotations.Nullable;

/**
 * All that an engine needs to know to start a process.
 *
 * @param handle the user's object for it
 * @param identity its place in the tree: the n-th child of the m-th child of main is {@code {m, n}}
 * @param authKey its authentication key; not copied
 * @param startMethod what it and its children are told to use, or null if nobody has chosen
 * @param work what it runs
 */
public record ProcessSpec(
    Process handle,
    String name,
    int[] identity,
    boolean daemon,
    byte[] authKey,
    JvmOptions jvm,
    OrphanPolicy orphanPolicy,
    @Nullable String startMethod,
    Work work) {

  /**
   * A process that is none of the program's: daemonic, without a place in the tree or a key, with
   * everything as in this JVM.
   */
  public static ProcessSpec ofOurOwn(String name, Work work) {
    return new ProcessSpec(
        Process.current(),
        name,
        new int[0],
        true,
        new byte[0],
        JvmOptions.inherited(),
        OrphanPolicy.END,
        null,
        work);
  }
}
