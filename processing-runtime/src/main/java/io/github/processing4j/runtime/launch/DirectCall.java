package io.github.processing4j.runtime.launch;

import io.github.processing4j.Action;
import io.github.processing4j.ArgsTarget;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.LambdaForm;
import java.io.IOException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A lambda taken apart: the method with its body, and what it captured.
 *
 * <p>To call the method is much quicker in a cold JVM than to make the lambda again. It is done only
 * where it means the same: the interface is exactly ours (a sub-interface may have a default method
 * that calls the lambda), and the parameters need no conversion but unboxing.
 */
public final class DirectCall {
  private static final Map<String, WorkShape> SHAPES =
      Map.of(
          internalName(Target.class), WorkShape.TARGET,
          internalName(ArgsTarget.class), WorkShape.ARGS,
          internalName(Task.class), WorkShape.TASK,
          internalName(ProgressTask.class), WorkShape.PROGRESS_TASK,
          internalName(TaskFunction.class), WorkShape.FUNCTION,
          internalName(ProgressFunction.class), WorkShape.PROGRESS_FUNCTION);

  /** What a pool calls: each with as many arguments as it takes, then a progress if it takes one. */
  private static final Set<String> CALLS =
      Set.of(
          internalName(Target.class),
          internalName(Action.class),
          internalName(Task.class),
          internalName(ProgressTask.class),
          internalName(TaskFunction.class),
          internalName(ProgressFunction.class),
          internalName(TaskBiFunction.class));

  /**
   * What was found out, by the class of the lambda, which is one of its own for each place in a program:
   * a call without its captured values, or the whole one if it captures nothing.
   */
  private static final ClassValue<AtomicReference<@Nullable DirectCall>> KNOWN =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable DirectCall> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  /** Null in what is known of a lambda that captures. */
  private final @Nullable SerializedLambda form;

  private final String interfaceName;
  private final Class<?> host;
  private final byte[] callClass;
  private final byte[] doorClass;

  private DirectCall(
      @Nullable SerializedLambda form,
      String interfaceName,
      Class<?> host,
      byte[] callClass,
      byte[] doorClass) {
    this.form = form;
    this.interfaceName = interfaceName;
    this.host = host;
    this.callClass = callClass;
    this.doorClass = doorClass;
  }

  private DirectCall with(@Nullable SerializedLambda other) {
    return new DirectCall(other, interfaceName, host, callClass, doorClass);
  }

  /** Takes a lambda apart, or null if it must be sent as an object. */
  static @Nullable DirectCall of(Object lambda, WorkShape shape) {
    DirectCall call = takeApart(lambda);
    return call != null && SHAPES.get(call.interfaceName) == shape ? call : null;
  }

  /**
   * Takes the lambda of a call of a pool apart, or null if it must be sent as an object: so also if it
   * is in a package that is not known to be open to us in a JVM that was launched for another target.
   */
  public static @Nullable DirectCall ofCall(Object lambda) {
    DirectCall call = takeApart(lambda);
    if (call == null || !CALLS.contains(call.interfaceName)) {
      return null;
    }
    Module module = call.host.getModule();
    return module.isNamed() && module != DirectCall.class.getModule() ? null : call;
  }

  /** Takes a lambda apart; where it is in the program, and what it calls, is found out once. */
  private static @Nullable DirectCall takeApart(Object lambda) {
    AtomicReference<@Nullable DirectCall> memo = KNOWN.get(lambda.getClass());
    DirectCall known = memo.get();
    if (known != null && known.form != null) {
      return known;
    }
    SerializedLambda form = LambdaForm.of(lambda);
    if (form == null) {
      return null;
    }
    if (known != null) {
      return known.with(form);
    }
    DirectCall call = takeApart(lambda, form);
    if (call != null) {
      memo.set(form.getCapturedArgCount() == 0 ? call : call.with(null));
    }
    return call;
  }

  private static @Nullable DirectCall takeApart(Object lambda, SerializedLambda form) {
    String interfaceName = form.getFunctionalInterfaceClass();
    if (!SHAPES.containsKey(interfaceName) && !CALLS.contains(interfaceName)) {
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
      return new DirectCall(form, interfaceName, host, callClass, doorClass);
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
  public Class<?> host() {
    return host;
  }

  /**
   * Writes it: the name of the host, the class files of the door and of the call, and what was
   * captured, after its number.
   *
   * @throws io.github.processing4j.NotSendableException if that cannot be sent
   */
  public void write(Encoder out) {
    SerializedLambda of = Objects.requireNonNull(form);
    out.putString(host.getName())
        .putBytes(doorClass)
        .putBytes(callClass)
        .putInt(of.getCapturedArgCount());
    for (int i = 0; i < of.getCapturedArgCount(); i++) {
      out.putValue(of.getCapturedArg(i), LambdaForm.nameOfCaptured(of, i));
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
