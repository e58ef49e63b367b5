package io.github.processing4j.runtime.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the file of a small class that is a {@code Function}, and hands its one instance over as the
 * thread's handler when it is initialised:
 *
 * <pre>{@code
 * final class NAME implements Function, Thread.UncaughtExceptionHandler {
 *   static { Thread.currentThread().setUncaughtExceptionHandler(new NAME()); }
 *   public Object apply(Object given) { … }
 *   public void uncaughtException(Thread t, Throwable e) {}
 * }
 * }</pre>
 */
final class FunctionClass {
  static final int ALOAD_1 = 0x2b;
  static final int DUP = 0x59;
  static final int ARETURN = 0xb0;
  static final int INVOKEVIRTUAL = 0xb6;
  static final int INVOKESTATIC = 0xb8;
  static final int CHECKCAST = 0xc0;

  private static final int CLASS_FILE_VERSION = 61;
  private static final int ALOAD_0 = 0x2a;
  private static final int RETURN = 0xb1;
  private static final int INVOKESPECIAL = 0xb7;
  private static final int NEW = 0xbb;
  private static final String FUNCTION = "java/util/function/Function";
  private static final String HANDLER = "java/lang/Thread$UncaughtExceptionHandler";

  final Pool pool = new Pool();
  final Code code = new Code();

  private final String self;
  private final ByteArrayOutputStream methods = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(methods);

  /**
   * Begins the class.
   *
   * @param self its internal name
   */
  FunctionClass(String self) throws IOException {
    this.self = self;
    code.op(ALOAD_0).op(INVOKESPECIAL).index(pool.method("java/lang/Object", "<init>", "()V"));
    code.op(RETURN).writeTo(out, pool, 0, "<init>", "()V", 1);

    code.op(INVOKESTATIC)
        .index(pool.method("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;"));
    code.op(NEW).index(pool.type(self)).op(DUP);
    code.op(INVOKESPECIAL).index(pool.method(self, "<init>", "()V"));
    code.op(INVOKEVIRTUAL)
        .index(
            pool.method("java/lang/Thread", "setUncaughtExceptionHandler", "(L" + HANDLER + ";)V"));
    code.op(RETURN).writeTo(out, pool, 8, "<clinit>", "()V", 0);
  }

  /** Ends the class, whose {@code apply} has the code that was written. */
  byte[] toBytes() throws IOException {
    code.writeTo(out, pool, 1, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", 2);
    code.op(RETURN)
        .writeTo(
            out, pool, 1, "uncaughtException", "(Ljava/lang/Thread;Ljava/lang/Throwable;)V", 3);

    int selfType = pool.type(self);
    int objectType = pool.type("java/lang/Object");
    int functionType = pool.type(FUNCTION);
    int handlerType = pool.type(HANDLER);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeInt(0xCAFEBABE);
    file.writeInt(CLASS_FILE_VERSION);
    pool.writeTo(file);
    file.writeShort(0x1030);
    file.writeShort(selfType);
    file.writeShort(objectType);
    file.writeShort(2);
    file.writeShort(functionType);
    file.writeShort(handlerType);
    file.writeShort(0);
    file.writeShort(4);
    methods.writeTo(file);
    file.writeShort(0);
    return bytes.toByteArray();
  }

  /** The code of the method that is being written. */
  static final class Code {
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
  static final class Pool {
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

    int field(String owner, String name, String descriptor) throws IOException {
      return pair(9, type(owner), nameAndType(name, descriptor));
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
