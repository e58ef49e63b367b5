package io.github.processing4j.runtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads as much of a class file as tells whether it uses invokedynamic. */
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private ConstantPool() {}

  static boolean usesInvokeDynamic(String className) throws IOException {
    String resource = "/" + className.replace('.', '/') + ".class";
    try (InputStream file = ConstantPool.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IOException("no class file " + resource);
      }
      DataInputStream in = new DataInputStream(file);
      if (in.readInt() != 0xCAFEBABE) {
        throw new IOException(resource + " is no class file");
      }
      in.readInt();
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case INVOKE_DYNAMIC -> {
            return true;
          }
          case UTF8 -> in.readUTF();
          case LONG, DOUBLE -> {
            in.readLong();
            i++;
          }
          case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> in.readUnsignedShort();
          case METHOD_HANDLE -> in.skipNBytes(3);
          case INTEGER, FLOAT, 9, 10, 11, 12, 17 -> in.readInt();
          default -> throw new IOException("constant " + i + " of " + resource + " has tag " + tag);
        }
      }
      return false;
    }
  }
}
