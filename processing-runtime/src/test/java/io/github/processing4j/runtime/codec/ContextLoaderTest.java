package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Classes are found through the context class loader of the thread that reads. */
class ContextLoaderTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  public static final class Token implements Serializable {}

  public interface Greeter {}

  public static final class Silent implements InvocationHandler, Serializable {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] args) {
      return null;
    }
  }

  /** Defines the classes of this test itself, and asks its parent for all others. */
  private static final class Own extends ClassLoader {
    Own(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ContextLoaderTest.class.getName() + "$")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] file = in.readAllBytes();
          return defineClass(name, file, 0, file.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void objectsAreOfItsClasses() throws Exception {
    Own own = new Own(before);
    Class<?> type = own.loadClass(Token.class.getName());
    byte[] data =
        new Encoder().putValue(type.getDeclaredConstructor().newInstance(), "it").toBytes();
    Thread.currentThread().setContextClassLoader(own);
    assertSame(type, new Decoder(data).getValue().getClass());
    Thread.currentThread().setContextClassLoader(before);
    assertSame(Token.class, new Decoder(data).getValue().getClass());
  }

  @Test
  void proxiesAreOfItsInterfaces() throws Exception {
    Own own = new Own(before);
    Class<?> type = own.loadClass(Greeter.class.getName());
    InvocationHandler handler =
        (InvocationHandler)
            own.loadClass(Silent.class.getName()).getDeclaredConstructor().newInstance();
    Object proxy = Proxy.newProxyInstance(own, new Class<?>[] {type}, handler);
    byte[] data = new Encoder().putValue(proxy, "it").toBytes();
    Thread.currentThread().setContextClassLoader(own);
    assertTrue(type.isInstance(new Decoder(data).getValue()));
  }

  @Test
  void withoutOneItsOwnLoaderServes() throws Exception {
    byte[] data = new Encoder().putValue(new Object[] {Thread.State.NEW}, "it").toBytes();
    Thread.currentThread().setContextClassLoader(null);
    assertSame(Thread.State.NEW, ((Object[]) new Decoder(data).getValue())[0]);
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    byte[] data = new Encoder().putValue(new Token(), "it").toBytes();
    Thread.currentThread().setContextClassLoader(before);
    int at = indexOf(data, "$Token".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    data[at + 1] = 'B';
    ClassNotFoundException missing =
        assertThrows(ClassNotFoundException.class, () -> new Decoder(data).getValue());
    assertTrue(missing.getMessage().endsWith("$Boken"), missing::getMessage);
  }

  private static int indexOf(byte[] data, byte[] part) {
    for (int i = 0; ; i++) {
      if (java.util.Arrays.equals(data, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }
}
