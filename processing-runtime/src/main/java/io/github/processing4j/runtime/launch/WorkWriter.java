package io.github.processing4j.runtime.launch;

import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.spi.Work;
import org.jspecify.annotations.Nullable;

/** Writes the work of a process, which follows its payload, and notes its kind there. */
final class WorkWriter {
  private static final String PROCESS =
      "a process started while %s, the class of its target, is being initialised would start another"
          + " in the child, without end: start it";

  private final Payload payload;
  private final Encoder out = Encoder.forChild();
  private @Nullable Class<?> host;

  private WorkWriter(Payload payload) {
    this.payload = payload;
  }

  /**
   * What follows the payload.
   *
   * @throws io.github.processing4j.NotSendableException if it cannot be sent
   * @throws IllegalStateException if the class of the target is being initialised
   */
  static WorkWriter write(Payload payload, Work work) {
    WorkWriter writer = new WorkWriter(payload);
    writer.write(work);
    return writer;
  }

  byte[] toBytes() {
    return out.toBytes();
  }

  /** Whether handles are in it. */
  boolean hasHandles() {
    return out.hasHandles();
  }

  /** Notes which child will read it. */
  void expect(long slot) {
    out.expect(slot);
  }

  /** The class whose package must be open to us in the child, or null. */
  @Nullable Class<?> host() {
    return host;
  }

  private void write(Work work) {
    if (work instanceof Work.OfTarget of) {
      callable(of.target(), WorkShape.TARGET, null, "the target");
    } else if (work instanceof Work.OfArgs of) {
      callable(of.target(), WorkShape.ARGS, of.arguments(), "the target");
    } else if (work instanceof Work.OfTask of) {
      callable(of.task(), shapeOf(of.task()), of.argument(), "the task");
    } else if (work instanceof Work.OfMain of) {
      host = find(of.className());
      payload.kind = Payload.MAIN;
      out.putString(of.className()).putValue(of.args().toArray(new String[0]), "arguments");
    } else if (work instanceof Work.OfInstance of) {
      host = of.process().getClass();
      StaticInitialiser.refuse(host, PROCESS);
      payload.kind = Payload.INSTANCE;
      out.putValue(of.process(), "the process " + host.getName());
    } else {
      payload.kind = Payload.NOTHING;
    }
  }

  private void callable(Object target, WorkShape shape, @Nullable Object argument, String path) {
    payload.shape(shape);
    DirectCall direct = DirectCall.of(target, shape);
    host = direct != null ? direct.host() : target.getClass();
    StaticInitialiser.refuse(host, PROCESS);
    if (direct != null) {
      payload.kind = Payload.DIRECT;
      direct.write(out);
    } else {
      payload.kind = Payload.OBJECT;
      out.putValue(target, path);
    }
    if (shape == WorkShape.ARGS) {
      ArgumentsForm.write(out, argument);
    } else if (shape.hasArgument()) {
      out.putValue(argument, "the argument");
    }
  }

  /** The class of a main method, or null if it is not here; the child will say so. */
  private static @Nullable Class<?> find(String className) {
    try {
      return Class.forName(className, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static WorkShape shapeOf(Object task) {
    if (task instanceof ProgressFunction) {
      return WorkShape.PROGRESS_FUNCTION;
    }
    if (task instanceof TaskFunction) {
      return WorkShape.FUNCTION;
    }
    return task instanceof ProgressTask ? WorkShape.PROGRESS_TASK : WorkShape.TASK;
  }
}
