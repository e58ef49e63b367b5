package io.github.processing4j.runtime.codec;

import io.github.processing4j.NotSendableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization, behind the filter, with classes found through the context class loader, and
 * with images and paths, which it cannot write by itself.
 */
final class JavaSerial {
  private JavaSerial() {}

  static byte[] write(@Nullable Object[] objects, List<String> paths) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    int writing = 0;
    try (ObjectOutputStream out = new Output(bytes)) {
      out.writeInt(objects.length);
      for (; writing < objects.length; writing++) {
        out.writeObject(objects[writing]);
      }
    } catch (IOException | RuntimeException | Error e) {
      int failed = Math.min(writing, objects.length - 1);
      throw cannotSend(objects[failed], paths.get(failed), e);
    }
    return bytes.toByteArray();
  }

  private static NotSendableException cannotSend(
      @Nullable Object value, String path, Throwable cause) {
    if (cause instanceof NotSendableException already) {
      return already;
    }
    return Unsendable.explain(value, path, cause);
  }

  static @Nullable Object[] read(byte[] data, int offset, int length)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new Input(new ByteArrayInputStream(data, offset, length))) {
      ObjectInputFilter chosen = SerialFilter.get();
      ObjectInputFilter filter = chosen != null ? chosen : in.getObjectInputFilter();
      in.setObjectInputFilter(ObjectInputFilter.merge(new Bounds(length), filter));
      int count = in.readInt();
      if (count < 0 || count > length) {
        throw new IOException("malformed data");
      }
      Object[] objects = new Object[count];
      for (int i = 0; i < objects.length; i++) {
        objects[i] = in.readObject();
      }
      return objects;
    } catch (StackOverflowError e) {
      throw new IOException("objects are nested too deep to be read on this thread", e);
    } catch (VirtualMachineError e) {
      // What the JDK's own classes make of some malformed data; or there is no memory for it.
      throw new IOException("cannot read objects", e);
    }
  }

  /**
   * Refuses arrays of more elements than there are bytes, before they are made; those inside
   * collections too, which ask for leave.
   */
  private static final class Bounds implements ObjectInputFilter {
    private final int length;

    Bounds(int length) {
      this.length = length;
    }

    @Override
    public Status checkInput(FilterInfo info) {
      if (info.serialClass() == SharedRefs.Form.class) {
        // A text of ours, whatever the program allows of its own.
        return Status.ALLOWED;
      }
      return info.arrayLength() > maxArray() ? Status.REJECTED : Status.UNDECIDED;
    }

    /** A collection makes room for a few more elements than it holds. */
    private long maxArray() {
      return 64 + 4L * length;
    }
  }

  private static final class Output extends ObjectOutputStream {
    Output(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      if (object == null) {
        return null;
      }
      if (PathForm.isPath(object)) {
        return PathForm.of(object);
      }
      return object.getClass().getName().equals(ImageForm.IMAGE_CLASS)
          ? ImageForm.of(object)
          : object;
    }
  }

  private static final class Input extends ObjectInputStream {
    Input(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }

    // As ObjectInputStream does it; the replacement makes an instance, which is not wanted here.
    @SuppressWarnings("deprecation")
    @Override
    protected Class<?> resolveProxyClass(String[] interfaces)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      try {
        Class<?>[] types = new Class<?>[interfaces.length];
        for (int i = 0; i < types.length; i++) {
          types[i] = Class.forName(interfaces[i], false, loader);
        }
        return Proxy.getProxyClass(loader, types);
      } catch (ClassNotFoundException | IllegalArgumentException e) {
        return super.resolveProxyClass(interfaces);
      }
    }
  }
}
