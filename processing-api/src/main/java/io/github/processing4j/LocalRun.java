package io.github.processing4j;

import io.github.processing4j.spi.Work;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Runs work in the calling thread. */
final class LocalRun {
  private LocalRun() {}

  static void run(Work work) throws Exception {
    if (work instanceof Work.OfNothing) {
      return;
    }
    if (work instanceof Work.OfTarget of) {
      of.target().run();
    } else if (work instanceof Work.OfArgs of) {
      of.target().run(of.arguments());
    } else if (work instanceof Work.OfMain of) {
      main(of);
    } else {
      throw new UnsupportedOperationException("only an engine can run " + work);
    }
  }

  private static void main(Work.OfMain of) throws Exception {
    Class<?> type =
        Class.forName(of.className(), true, Thread.currentThread().getContextClassLoader());
    try {
      // As the launcher does: the class need not be public.
      Method main = type.getMethod("main", String[].class);
      main.trySetAccessible();
      main.invoke(null, (Object) of.args().toArray(new String[0]));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
