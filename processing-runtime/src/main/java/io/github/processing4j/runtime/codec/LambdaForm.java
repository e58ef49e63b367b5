package io.github.processing4j.runtime.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/** Takes the {@link SerializedLambda} out of a serialisable lambda. */
public final class LambdaForm {
  private LambdaForm() {}

  /** The form of a lambda, or null if {@code object} is none. */
  public static @Nullable SerializedLambda of(Object object) {
    if (!object.getClass().isSynthetic() || !(object instanceof Serializable)) {
      return null;
    }
    try (Catcher catcher = new Catcher()) {
      catcher.writeObject(object);
      return catcher.caught;
    } catch (IOException e) {
      return null;
    }
  }

  /** What a lambda captured, or null if {@code object} is none. */
  static @Nullable Object @Nullable [] capturedBy(Object object) {
    SerializedLambda form = of(object);
    if (form == null) {
      return null;
    }
    Object[] captured = new Object[form.getCapturedArgCount()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = form.getCapturedArg(i);
    }
    return captured;
  }

  /** What a captured argument is called in errors. */
  static String nameOfCaptured(Object lambda, int index) {
    SerializedLambda form = of(lambda);
    return form == null ? "captured argument " + (index + 1) : nameOfCaptured(form, index);
  }

  /** What a captured argument is called in errors: the first of an instance lambda is its object. */
  public static String nameOfCaptured(SerializedLambda form, int index) {
    boolean instance =
        form.getImplMethodKind() != java.lang.invoke.MethodHandleInfo.REF_invokeStatic;
    Object captured = form.getCapturedArg(index);
    String of = captured == null ? "" : " (" + captured.getClass().getName() + ")";
    return instance && index == 0
        ? "the enclosing object" + of
        : "captured argument " + (instance ? index : index + 1) + of;
  }

  /** Writes nowhere, and stops at the form that {@code writeReplace} of the lambda gives. */
  private static final class Catcher extends ObjectOutputStream {
    @Nullable SerializedLambda caught;

    Catcher() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      if (caught == null && object instanceof SerializedLambda form) {
        caught = form;
        return null;
      }
      return caught != null ? null : object;
    }
  }
}
