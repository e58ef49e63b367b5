package io.github.processing4j.runtime.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the class file by which a child calls the body of a lambda directly.
 *
 * <p>The child defines it as a hidden nestmate of the class that holds the lambda, so that it may call
 * the private method. It is this, in the package of that class:
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
 */
final class DirectCallClass {
  private static final int CLASS_FILE_VERSION = 61;
  private static final int ALOAD_0 = 0x2a;
  private static final int ALOAD_1 = 0x2b;
  private static final int SIPUSH = 0x11;
  private static final int AALOAD = 0x32;
  private static final int DUP = 0x59;
  private static final int ARETURN = 0xb0;
  private static final int RETURN = 0xb1;
  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int INVOKESPECIAL = 0xb7;
  private static final int INVOKESTATIC = 0xb8;
  private static final int INVOKEINTERFACE = 0xb9;
  private static final int NEW = 0xbb;
  private static final int CHECKCAST = 0xc0;
  private static final int ACONST_NULL = 1;

  private static final String FUNCTION = "java/util/function/Function";
  private static final String HANDLER = "java/lang/Thread$UncaughtExceptionHandler";

  private final Pool pool = new Pool();
  private final Code code = new Code();

  private DirectCallClass() {}

  /**
   * The class file.
   *
   * @param host internal name of the class whose nestmate it becomes
   * @param owner internal name of the class of the method
   * @param kind a reference kind of {@link MethodHandleInfo}: static, virtual, special or interface
   * @param type of the method, without its receiver
   */
  static byte[] write(
      String host, String owner, boolean ownerIsInterface, int kind, String method, MethodType type)
      throws IOException {
    return new DirectCallClass()
        .assemble(host + "$Call", owner, ownerIsInterface, kind, method, type);
  }

  private byte[] assemble(
      String self, String owner, boolean ownerIsInterface, int kind, String method, MethodType type)
      throws IOException {
    int selfClass = pool.type(self);
    int objectClass = pool.type("java/lang/Object");
    ByteArrayOutputStream methods = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(methods);

    code.op(ALOAD_0).op(INVOKESPECIAL).index(pool.method("java/lang/Object", "<init>", "()V"));
    code.op(RETURN).writeTo(out, pool, 0, "<init>", "()V", 1);

    code.op(INVOKESTATIC)
        .index(pool.method("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;"));
    code.op(NEW).index(selfClass).op(DUP);
    code.op(INVOKESPECIAL).index(pool.method(self, "<init>", "()V"));
    code.op(INVOKEVIRTUAL)
        .index(
            pool.method("java/lang/Thread", "setUncaughtExceptionHandler", "(L" + HANDLER + ";)V"));
    code.op(RETURN).writeTo(out, pool, 8, "<clinit>", "()V", 0);

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
    code.writeTo(out, pool, 1, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", 2);

    code.op(RETURN);
    code.writeTo(
        out, pool, 1, "uncaughtException", "(Ljava/lang/Thread;Ljava/lang/Throwable;)V", 3);

    int functionType = pool.type(FUNCTION);
    int handlerType = pool.type(HANDLER);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeInt(0xCAFEBABE);
    file.writeInt(CLASS_FILE_VERSION);
    pool.writeTo(file);
    file.writeShort(0x1030);
    file.writeShort(selfClass);
    file.writeShort(objectClass);
    file.writeShort(2);
    file.writeShort(functionType);
    file.writeShort(handlerType);
    file.writeShort(0);
    file.writeShort(4);
    methods.writeTo(file);
    file.writeShort(0);
    return bytes.toByteArray();
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

  /** The code of the method that is being written. */
  private static final class Code {
    // Two slots for each of at most 255 parameters, and a few.
    private static final int MAX_STACK = 520;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Code op(int opcode) {
      bytes.write(opcode);
      return this;
    }

    Code index(int index) {
      bytes.write(index >> 8);
      bytes.write(index);
      return this;
    }

    void writeTo(
        DataOutputStream out, Pool pool, int access, String name, String descriptor, int locals)
        throws IOException {
      out.writeShort(access);
      out.writeShort(pool.utf8(name));
      out.writeShort(pool.utf8(descriptor));
      out.writeShort(1);
      out.writeShort(pool.utf8("Code"));
      out.writeInt(12 + bytes.size());
      out.writeShort(MAX_STACK);
      out.writeShort(locals);
      out.writeInt(bytes.size());
      bytes.writeTo(out);
      out.writeShort(0);
      out.writeShort(0);
      bytes.reset();
    }
  }

  /** The constant pool. */
  private static final class Pool {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> known = new HashMap<>();

    int utf8(String text) throws IOException {
      Integer index = known.get("u" + text);
      if (index != null) {
        return index;
      }
      out.writeByte(1);
      out.writeUTF(text);
      return added("u" + text);
    }

    int type(String name) throws IOException {
      return pair(7, utf8(name), -1);
    }

    int method(String owner, String name, String descriptor) throws IOException {
      return pair(10, type(owner), nameAndType(name, descriptor));
    }

    int interfaceMethod(String owner, String name, String descriptor) throws IOException {
      return pair(11, type(owner), nameAndType(name, descriptor));
    }

    void writeTo(DataOutputStream file) throws IOException {
      file.writeShort(known.size() + 1);
      bytes.writeTo(file);
    }

    private int nameAndType(String name, String descriptor) throws IOException {
      return pair(12, utf8(name), utf8(descriptor));
    }

    private int pair(int tag, int first, int second) throws IOException {
      String key = tag + "," + first + "," + second;
      Integer index = known.get(key);
      if (index != null) {
        return index;
      }
      out.writeByte(tag);
      out.writeShort(first);
      if (second >= 0) {
        out.writeShort(second);
      }
      return added(key);
    }

    private int added(String key) {
      known.put(key, known.size() + 1);
      return known.size();
    }
  }
}
