package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Objects;

/**
 * How the JVM of a child is launched, but for what is its own: its slot, and what it runs.
 *
 * @param flags of the JVM, which its own children inherit
 * @param opens further flags, for the package of its target
 */
public record LaunchPlan(
    JvmOptions options, List<String> flags, List<String> opens, CodePath code) {

  /** Whether a JVM that was launched by the other plan may stand for one of this. */
  public boolean isSameAs(LaunchPlan other) {
    return flags.equals(other.flags)
        && opens.equals(other.opens)
        && code.equals(other.code)
        && (options == other.options || isSame(options, other.options));
  }

  private static boolean isSame(JvmOptions a, JvmOptions b) {
    return a.inheritsAgents() == b.inheritsAgents()
        && a.errorToOutput() == b.errorToOutput()
        && a.isBackground() == b.isBackground()
        && a.output().equals(b.output())
        && a.error().equals(b.error())
        && a.environment().equals(b.environment())
        && Objects.equals(a.directory(), b.directory())
        && Objects.equals(a.javaHome(), b.javaHome());
  }

  /**
   * Whether several JVMs of this plan may be launched before they have something to run: they must
   * not open a file or a port for it, and no debugger or other agent must see them come.
   */
  public boolean isRepeatable() {
    return isShared(options.output())
        && isShared(options.error())
        && options.debugPort() == 0
        && new ParentFlags(JvmOptions.inherited()).areInheritable(options.flags());
  }

  private static boolean isShared(Redirect redirect) {
    return redirect.equals(Redirect.INHERIT) || redirect.equals(Redirect.DISCARD);
  }
}
