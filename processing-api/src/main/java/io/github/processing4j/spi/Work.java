package io.github.processing4j.spi;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.Arguments;
import io.github.processing4j.Process;
import io.github.processing4j.Target;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process runs. */
public sealed interface Work extends Serializable {

  /** Nothing at all. */
  record OfNothing() implements Work {}

  /** A target without arguments. */
  record OfTarget(Target target) implements Work {}

  /** A target with arguments. */
  record OfArgs(ArgsTarget target, Arguments arguments) implements Work {}

  /** The {@code main} method of a class of the child's class path. */
  record OfMain(String className, List<String> args) implements Work {}

  /** The {@code run} method of a subclass of Process, which is sent whole. */
  record OfInstance(Process process) implements Work {}

  /**
   * A task whose progress and result are told to a listener.
   *
   * @param task a {@link io.github.processing4j.Task}, {@link
   *     io.github.processing4j.ProgressTask}, {@link io.github.processing4j.TaskFunction} or {@link
   *     io.github.processing4j.ProgressFunction}
   * @param argument of the function, ignored by tasks
   */
  record OfTask(Serializable task, @Nullable Object argument, TaskListener listener)
      implements Work {}
}
