package io.github.processing4j.functional;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Target;
import java.lang.ProcessBuilder.Redirect;

/** Short forms of what the tests start. */
final class Calls {
  private Calls() {}

  static Process started(Target target) {
    Process process = new Process(target);
    process.start();
    return process;
  }

  static Process started(String name, Target target) {
    Process process = new Process(name, target);
    process.start();
    return process;
  }

  static Process started(JvmOptions.Builder options, Target target) {
    Process process = Process.builder().jvm(options.build()).target(target).build();
    process.start();
    return process;
  }

  /** Options by which stderr goes to the note {@code err}. */
  static JvmOptions.Builder errTo(Notes notes) {
    return JvmOptions.builder().error(Redirect.to(notes.path("err").toFile()));
  }
}
