package io.github.processing4j.functional;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Objects of a class that no other JVM knows, nor another class loader of this one. */
final class Overseas {
  /** What it is made of. */
  static final class Domestic extends RuntimeException {
    private static final long serialVersionUID = 1;

    Domestic(String message) {
      super(message);
    }
  }

  /** The class. */
  static final String NAME = Overseas.class.getName() + "$Abroad__";

  private Overseas() {}

  /** A new object, which can be a value as well as be thrown. */
  static RuntimeException object(String message) throws ReflectiveOperationException {
    ClassLoader loader =
        new ClassLoader(Overseas.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = Domestic.class.getName().replace('.', '/') + ".class";
            try (InputStream in = getResourceAsStream(file)) {
              // The same class by a name of the same length.
              byte[] renamed =
                  new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                      .replace("Domestic", "Abroad__")
                      .getBytes(StandardCharsets.ISO_8859_1);
              return defineClass(name, renamed, 0, renamed.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
        };
    var constructor = loader.loadClass(NAME).getDeclaredConstructor(String.class);
    constructor.setAccessible(true);
    return (RuntimeException) constructor.newInstance(message);
  }
}
