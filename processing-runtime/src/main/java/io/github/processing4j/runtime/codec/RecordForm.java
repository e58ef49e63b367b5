package io.github.processing4j.runtime.codec;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a record of plain values is written without Java serialization: the name of its class, then its
 * components. Only serializable records, of which all components are declared as strings, boxes,
 * primitives, arrays of those, or records like it; and which do not replace themselves.
 *
 * <p>It is written only where any JVM of the tree can read it: the package of a target is open to us in
 * its process, but not in others. The rest is left to Java serialization, which needs no open package.
 *
 * <p>Thread-safe.
 */
final class RecordForm {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          Boolean.class,
          Character.class,
          String[].class);

  /** A record of records of records: deeper ones are left to Java serialization. */
  private static final int MAX_DEPTH = 8;

  private static final ClassValue<Known> FORMS =
      new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
          return new Known(find(type));
        }
      };

  /** The class that was read last, which is likely the next one too. */
  private static volatile @Nullable Found last;

  private final Class<?> type;
  private final Method[] accessors;
  private final Constructor<?> constructor;
  private final boolean everywhere;

  private RecordForm(Class<?> type, Method[] accessors, Constructor<?> constructor) {
    this.type = type;
    this.accessors = accessors;
    this.constructor = constructor;
    this.everywhere = isOpenEverywhere(type, constructor);
  }

  /** A form, or that there is none. */
  private static final class Known {
    final @Nullable RecordForm form;

    Known(@Nullable RecordForm form) {
      this.form = form;
    }
  }

  private static final class Found {
    final ClassLoader loader;
    final String name;
    final RecordForm form;

    Found(ClassLoader loader, String name, RecordForm form) {
      this.loader = loader;
      this.name = name;
      this.form = form;
    }
  }

  /** The form in which to write a class, or null if it is not for this. */
  static @Nullable RecordForm of(Class<?> type) {
    RecordForm form = type.isRecord() ? FORMS.get(type).form : null;
    return form != null && form.everywhere ? form : null;
  }

  private static @Nullable RecordForm find(Class<?> type) {
    if (!isPlainRecord(type, 0)) {
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    Method[] accessors = new Method[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        types[i] = components[i].getType();
      }
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordForm(type, accessors, constructor);
    } catch (InaccessibleObjectException | NoSuchMethodException e) {
      // In a module that is not open to us.
      return null;
    }
  }

  /** Whether it is accessible by what its module declares, without flags that a JVM has or has not. */
  private static boolean isOpenEverywhere(Class<?> type, Constructor<?> constructor) {
    Module module = type.getModule();
    String name = type.getPackageName();
    if (!module.isNamed() || module.isOpen(name)) {
      return true;
    }
    if (module.isExported(name)
        && Modifier.isPublic(type.getModifiers())
        && Modifier.isPublic(constructor.getModifiers())) {
      return true;
    }
    String ours = RecordForm.class.getModule().getName();
    for (ModuleDescriptor.Opens opens : module.getDescriptor().opens()) {
      if (ours != null && opens.source().equals(name) && opens.targets().contains(ours)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlainRecord(Class<?> type, int depth) {
    if (!type.isRecord() || !Serializable.class.isAssignableFrom(type) || depth > MAX_DEPTH) {
      return false;
    }
    for (Method method : type.getDeclaredMethods()) {
      String name = method.getName();
      if (method.getParameterCount() == 0
          && (name.equals("writeReplace") || name.equals("readResolve"))) {
        return false;
      }
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> of = component.getType();
      boolean plain =
          of.isPrimitive()
              || PLAIN.contains(of)
              || (of.isArray() && of.getComponentType().isPrimitive())
              || isPlainRecord(of, depth + 1);
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  void write(Encoder out, Object value, String path) {
    out.putByte(Tags.RECORD).putString(type.getName());
    try {
      for (Method accessor : accessors) {
        out.putValue(accessor.invoke(value), path);
      }
    } catch (InvocationTargetException e) {
      throw Unsendable.explain(value, path, e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #write} wrote, after its tag. */
  static Object read(Decoder in) throws IOException, ClassNotFoundException {
    return named(in.getString()).readComponents(in);
  }

  private static RecordForm named(String name) throws IOException, ClassNotFoundException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Found known = last;
    if (known != null && known.loader == loader && known.name.equals(name)) {
      SerialFilter.check(known.form.type);
      return known.form;
    }
    Class<?> type = Class.forName(name, false, loader);
    SerialFilter.check(type);
    RecordForm form = type.isRecord() ? FORMS.get(type).form : null;
    if (form == null) {
      throw new InvalidObjectException(
          name + " is no record of plain values here: another version of it was sent");
    }
    if (loader != null) {
      last = new Found(loader, name, form);
    }
    return form;
  }

  private Object readComponents(Decoder in) throws IOException, ClassNotFoundException {
    Object[] values = new Object[accessors.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getValue();
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new InvalidObjectException(type.getName() + " refuses its components: " + e.getCause());
    } catch (InstantiationException | IllegalAccessException | IllegalArgumentException e) {
      throw new InvalidObjectException(
          type.getName() + " has other components here: " + e.getMessage());
    }
  }
}
