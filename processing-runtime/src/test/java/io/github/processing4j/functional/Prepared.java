package io.github.processing4j.functional;

import io.github.processing4j.ProcessingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Runs the main class that its arguments name, once there are spares for the first start. */
final class Prepared {
  private Prepared() {}

  public static void main(String[] args) throws Throwable {
    try {
      Standby.prepare();
    } catch (ProcessingException e) {
      // The program will have to say it.
    }
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
