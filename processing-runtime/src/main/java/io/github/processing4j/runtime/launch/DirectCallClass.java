package io.github.processing4j.runtime.launch;

import static io.github.processing4j.runtime.launch.FunctionClass.ALOAD_1;
import static io.github.processing4j.runtime.launch.FunctionClass.ARETURN;
import static io.github.processing4j.runtime.launch.FunctionClass.CHECKCAST;
import static io.github.processing4j.runtime.launch.FunctionClass.DUP;
import static io.github.processing4j.runtime.launch.FunctionClass.INVOKESTATIC;
import static io.github.processing4j.runtime.launch.FunctionClass.INVOKEVIRTUAL;

import java.io.IOException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;

/**
 * Writes the class files by which a child calls the body of a lambda directly.
 *
 * <p>The child defines the call as a hidden nestmate of the class that holds the lambda, so that it may
 * call the private method. It is this, in the package of that class:
 *
 * <pre>{@code
 * final class $Call implements Function, Thread.UncaughtExceptionHandler {
 *   static { Thread.currentThread().setUncaughtExceptionHandler(new $Call()); }
 *   public Object apply(Object all) {
 *     Object[] a = (Object[]) all;
 *     return Host.lambda$main$0((String) a[0], ((Integer) a[1]).intValue());
 *   }
 *   public void uncaughtException(Thread t, Throwable e) {}
 * }
 * }</pre>
 *
 * <p>The instance is handed over in the thread's handler, because to call a constructor or any
 * method by reflection first takes 6 ms on JDK 25, and 20 with parameters; this class is defined and
 * called in 0.5 ms on 17. See docs/decisions.
 *
 * <p>Only a class of the same module may define such a nestmate. Where the lambda is in another module
 * than we are, the child first defines a plain class there, the door, and lets it define the call:
 *
 * <pre>{@code
 *   public Object apply(Object call) {
 *     return MethodHandles.privateLookupIn(Host.class, MethodHandles.lookup())
 *         .defineHiddenClass((byte[]) call, true, new ClassOption[] {ClassOption.NESTMATE});
 *   }
 * }</pre>
 */
final class DirectCallClass {
  private static final int ICONST_0 = 0x03;
  private static final int ICONST_1 = 0x04;
  private static final int LDC_W = 0x13;
  private static final int AASTORE = 0x53;
  private static final int GETSTATIC = 0xb2;
  private static final int ANEWARRAY = 0xbd;
  private static final int SIPUSH = 0x11;
  private static final int AALOAD = 0x32;
  private static final int INVOKEINTERFACE = 0xb9;
  private static final int ACONST_NULL = 1;

  private static final String HANDLES = "java/lang/invoke/MethodHandles";
  private static final String LOOKUP = HANDLES + "$Lookup";
  private static final String CLASS_OPTION = LOOKUP + "$ClassOption";

  private final FunctionClass file;
  private final FunctionClass.Pool pool;
  private final FunctionClass.Code code;

  private DirectCallClass(String self) throws IOException {
    file = new FunctionClass(self);
    pool = file.pool;
    code = file.code;
  }

  /**
   * The class file of a call.
   *
   * @param host internal name of the class whose nestmate it becomes
   * @param owner internal name of the class of the method
   * @param kind a reference kind of {@link MethodHandleInfo}: static, virtual, special or interface
   * @param type of the method, without its receiver
   */
  static byte[] write(
      String host, String owner, boolean ownerIsInterface, int kind, String method, MethodType type)
      throws IOException {
    DirectCallClass call = new DirectCallClass(host + "$Call");
    call.call(owner, ownerIsInterface, kind, method, type);
    return call.file.toBytes();
  }

  /**
   * The class file of a door.
   *
   * @param host internal name of the class that holds the lambda
   */
  static byte[] door(String host) throws IOException {
    DirectCallClass door = new DirectCallClass(host + "$Door");
    door.define(host);
    return door.file.toBytes();
  }

  private void define(String host) throws IOException {
    code.op(LDC_W).index(pool.type(host));
    code.op(INVOKESTATIC).index(pool.method(HANDLES, "lookup", "()L" + LOOKUP + ";"));
    code.op(INVOKESTATIC)
        .index(
            pool.method(
                HANDLES, "privateLookupIn", "(Ljava/lang/Class;L" + LOOKUP + ";)L" + LOOKUP + ";"));
    code.op(ALOAD_1).op(CHECKCAST).index(pool.type("[B"));
    code.op(ICONST_1).op(ICONST_1).op(ANEWARRAY).index(pool.type(CLASS_OPTION));
    code.op(DUP).op(ICONST_0).op(GETSTATIC);
    code.index(pool.field(CLASS_OPTION, "NESTMATE", "L" + CLASS_OPTION + ";")).op(AASTORE);
    code.op(INVOKEVIRTUAL)
        .index(
            pool.method(
                LOOKUP, "defineHiddenClass", "([BZ[L" + CLASS_OPTION + ";)L" + LOOKUP + ";"));
    code.op(ARETURN);
  }

  private void call(
      String owner, boolean ownerIsInterface, int kind, String method, MethodType type)
      throws IOException {
    int at = 0;
    if (kind != MethodHandleInfo.REF_invokeStatic) {
      load(at++, owner);
    }
    for (Class<?> parameter : type.parameterList()) {
      load(at++, parameter);
    }
    int reference =
        ownerIsInterface
            ? pool.interfaceMethod(owner, method, type.toMethodDescriptorString())
            : pool.method(owner, method, type.toMethodDescriptorString());
    if (kind == MethodHandleInfo.REF_invokeStatic) {
      code.op(INVOKESTATIC).index(reference);
    } else if (ownerIsInterface) {
      int slots = 1;
      for (Class<?> parameter : type.parameterList()) {
        slots += parameter == long.class || parameter == double.class ? 2 : 1;
      }
      code.op(INVOKEINTERFACE).index(reference).op(slots).op(0);
    } else {
      code.op(INVOKEVIRTUAL).index(reference);
    }
    box(type.returnType());
    code.op(ARETURN);
  }

  /** Pushes one of the values, as what the method wants. */
  private void load(int position, Class<?> type) throws IOException {
    if (type.isPrimitive()) {
      Class<?> box = MethodType.methodType(type).wrap().returnType();
      load(position, internalName(box));
      code.op(INVOKEVIRTUAL)
          .index(
              pool.method(
                  internalName(box), type.getName() + "Value", "()" + type.descriptorString()));
    } else {
      load(position, internalName(type));
    }
  }

  private void load(int position, String type) throws IOException {
    code.op(ALOAD_1).op(CHECKCAST).index(pool.type("[Ljava/lang/Object;"));
    code.op(SIPUSH).index(position).op(AALOAD).op(CHECKCAST).index(pool.type(type));
  }

  private void box(Class<?> type) throws IOException {
    if (type == void.class) {
      code.op(ACONST_NULL);
    } else if (type.isPrimitive()) {
      Class<?> box = MethodType.methodType(type).wrap().returnType();
      code.op(INVOKESTATIC)
          .index(
              pool.method(
                  internalName(box),
                  "valueOf",
                  "(" + type.descriptorString() + ")" + box.descriptorString()));
    }
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
