package io.github.processing4j.runtime.launch;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.LambdaForm;
import java.io.IOException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A lambda taken apart: the method with its body, and what it captured.
 *
 * <p>To call the method is much quicker in a cold JVM than to make the lambda again. It is done only
 * where it means the same: the interface is exactly ours (a sub-interface may have a default method
 * that calls the lambda), and the parameters need no conversion but unboxing.
 */
final class DirectCall {
  private static final Map<String, WorkShape> SHAPES =
      Map.of(
          internalName(Target.class), WorkShape.TARGET,
          internalName(ArgsTarget.class), WorkShape.ARGS,
          internalName(Task.class), WorkShape.TASK,
          internalName(ProgressTask.class), WorkShape.PROGRESS_TASK,
          internalName(TaskFunction.class), WorkShape.FUNCTION,
          internalName(ProgressFunction.class), WorkShape.PROGRESS_FUNCTION);

  /** By the class of the lambda, which is one of its own for each place in a program. */
  private static final ClassValue<AtomicReference<@Nullable DirectCall>> WITHOUT_CAPTURES =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable DirectCall> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private final SerializedLambda form;
  private final Class<?> host;
  private final byte[] callClass;
  private final byte[] doorClass;

  private DirectCall(SerializedLambda form, Class<?> host, byte[] callClass, byte[] doorClass) {
    this.form = form;
    this.host = host;
    this.callClass = callClass;
    this.doorClass = doorClass;
  }

  /**
   * Takes a lambda apart, or null if it must be sent as an object. A lambda that captures nothing is
   * taken apart once.
   */
  static @Nullable DirectCall of(Object lambda, WorkShape shape) {
    AtomicReference<@Nullable DirectCall> memo = WITHOUT_CAPTURES.get(lambda.getClass());
    DirectCall known = memo.get();
    if (known != null) {
      return known;
    }
    DirectCall call = takeApart(lambda, shape);
    if (call != null && call.form.getCapturedArgCount() == 0) {
      memo.set(call);
    }
    return call;
  }

  private static @Nullable DirectCall takeApart(Object lambda, WorkShape shape) {
    SerializedLambda form = LambdaForm.of(lambda);
    if (form == null || SHAPES.get(form.getFunctionalInterfaceClass()) != shape) {
      return null;
    }
    int kind = form.getImplMethodKind();
    if (kind == MethodHandleInfo.REF_newInvokeSpecial) {
      return null;
    }
    ClassLoader loader = lambda.getClass().getClassLoader();
    try {
      Class<?> host = Class.forName(dotted(form.getCapturingClass()), false, loader);
      Class<?> owner = Class.forName(dotted(form.getImplClass()), false, loader);
      if (host.isHidden() || isOfPlatform(host)) {
        return null;
      }
      MethodType type =
          MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
      if (!takesAsIs(form, type, loader)) {
        return null;
      }
      byte[] callClass =
          DirectCallClass.write(
              form.getCapturingClass(),
              form.getImplClass(),
              owner.isInterface(),
              kind,
              form.getImplMethodName(),
              type);
      byte[] doorClass =
          isInOurModule(host) ? new byte[0] : DirectCallClass.door(form.getCapturingClass());
      return new DirectCall(form, host, callClass, doorClass);
    } catch (ClassNotFoundException | TypeNotPresentException | LinkageError | IOException e) {
      return null;
    }
  }

  /** Whether the parameters after the captured ones are those of the interface, or unboxed. */
  private static boolean takesAsIs(SerializedLambda form, MethodType method, ClassLoader loader) {
    MethodType given =
        MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader);
    int receiver = form.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic ? 0 : 1;
    int captured = form.getCapturedArgCount();
    if (receiver + method.parameterCount() != captured + given.parameterCount()) {
      return false;
    }
    for (int i = 0; i < given.parameterCount(); i++) {
      int at = captured + i - receiver;
      if (at >= 0 && method.wrap().parameterType(at) != given.wrap().parameterType(i)) {
        return false;
      }
    }
    return true;
  }

  /** The class that holds the lambda. */
  Class<?> host() {
    return host;
  }

  void write(Encoder out) {
    out.putString(host.getName())
        .putBytes(doorClass)
        .putBytes(callClass)
        .putInt(form.getCapturedArgCount());
    for (int i = 0; i < form.getCapturedArgCount(); i++) {
      out.putValue(form.getCapturedArg(i), LambdaForm.nameOfCaptured(form, i));
    }
  }

  /** Nobody may define a class in a nest of the platform. */
  private static boolean isOfPlatform(Class<?> host) {
    ClassLoader loader = host.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Whether it will be so in a child, where one class path holds what is in no named module. */
  private static boolean isInOurModule(Class<?> host) {
    Module ours = DirectCall.class.getModule();
    return host.getModule() == ours || (!ours.isNamed() && !host.getModule().isNamed());
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
