package io.github.processing4j.runtime.codec;

import io.github.processing4j.NotSendableException;
import java.io.NotSerializableException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in an object graph that sits which Java serialization could not write, after it has
 * failed, so that the error can name the field.
 */
final class Unsendable {
  private static final int MAX_VISITED = 100_000;
  private static final int MAX_STEPS = 100;

  /**
   * Where a value sits. The path is put together only for the one that is told: those of a long chain
   * are long together.
   *
   * @param owner of the value, or null for the root
   * @param step from there
   * @param detail that the step ends with, or null
   */
  private record Place(Object value, @Nullable Place owner, String step, @Nullable Object detail) {

    /** With the outermost and the innermost steps, if there are many. */
    String path() {
      Deque<String> steps = new ArrayDeque<>();
      for (Place at = this; at != null; at = at.owner()) {
        Object end = at.detail();
        steps.addFirst(end == null ? at.step() : at.step() + end);
        if (steps.size() > MAX_STEPS && at.owner() != null) {
          Place root = at;
          for (Place up = at.owner(); up != null; up = up.owner()) {
            root = up;
          }
          steps.addFirst(root.step() + ", \u2026");
          break;
        }
      }
      return String.join("", steps);
    }
  }

  private final Deque<Place> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Unsendable() {}

  static NotSendableException explain(@Nullable Object root, String rootPath, Throwable cause) {
    Place found = null;
    String path = rootPath;
    if (root != null) {
      try {
        found = new Unsendable().find(new Place(root, null, rootPath, null));
        path = found == null ? rootPath : found.path();
      } catch (RuntimeException | StackOverflowError e) {
        cause.addSuppressed(e);
      }
    }
    String className =
        found != null
            ? found.value().getClass().getName()
            : cause instanceof NotSerializableException
                ? String.valueOf(cause.getMessage())
                : root == null ? "null" : root.getClass().getName();
    String why =
        found != null || cause instanceof NotSerializableException
            ? className + " is not Serializable"
            : "writing " + className + " failed with " + cause;
    return new NotSendableException(
        "cannot send " + path + " to another process: " + why + advice(path, className),
        path,
        className,
        cause);
  }

  private static String advice(String path, String className) {
    if (path.startsWith("the enclosing object")) {
      return ". The lambda uses a field or method of the object it is written in and so captures"
          + " all of it: copy what it needs into local variables first, or call a static method";
    }
    if (className.contains("$$Lambda")) {
      return ". Declare this lambda as Target, Task, TaskFunction or another Serializable interface";
    }
    return ". Make it Serializable, mark the field transient, or create it inside the target";
  }

  private @Nullable Place find(Place root) {
    open.add(root);
    while (!open.isEmpty() && seen.size() < MAX_VISITED) {
      Place place = open.remove();
      Object value = place.value();
      if (!seen.add(value)) {
        continue;
      }
      if (!(value instanceof Serializable)
          && !PathForm.isPath(value)
          && !value.getClass().getName().equals(ImageForm.IMAGE_CLASS)) {
        return place;
      }
      addParts(place);
    }
    return null;
  }

  private void addParts(Place place) {
    Object value = place.value();
    if (value instanceof Object[] array) {
      for (int i = 0; i < Array.getLength(array); i++) {
        add(array[i], place, "[" + i + "]", null);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        add(entry.getKey(), place, ", a key of the map", null);
        add(
            entry.getValue(),
            place,
            ", the value of key ",
            Objects.requireNonNullElse(entry.getKey(), "null"));
      }
    } else if (value instanceof Collection<?> collection) {
      int i = 0;
      for (Object element : collection) {
        add(element, place, ", element ", i++);
      }
    } else {
      Object[] captured = LambdaForm.capturedBy(value);
      if (captured != null) {
        for (int i = 0; i < captured.length; i++) {
          add(captured[i], place, ", " + LambdaForm.nameOfCaptured(value, i), null);
        }
      } else {
        addFields(place);
      }
    }
  }

  private void addFields(Place place) {
    for (Class<?> type = place.value().getClass();
        type != null && Serializable.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      ObjectStreamClass description = ObjectStreamClass.lookup(type);
      if (description == null) {
        continue;
      }
      for (ObjectStreamField field : description.getFields()) {
        if (!field.isPrimitive()) {
          add(
              valueOf(type, field.getName(), place.value()),
              place,
              ", field " + type.getSimpleName() + ".",
              field.getName());
        }
      }
    }
  }

  private static @Nullable Object valueOf(Class<?> type, String name, Object owner) {
    try {
      Field field = type.getDeclaredField(name);
      return field.trySetAccessible() ? field.get(owner) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private void add(@Nullable Object value, Place owner, String step, @Nullable Object detail) {
    if (value != null) {
      open.add(new Place(value, owner, step, detail));
    }
  }
}
