package io.github.processing4j.functional;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong with a call.
 *
 * @param where it does
 * @param how it does
 */
record Mishap(Where where, How how) implements Serializable {
  static final String MESSAGE = "a mishap of the test";

  /** When it happens. */
  enum Where {
    ARGUMENT_READ,
    RUN,
    RESULT_WRITE,
    RESULT_READ
  }

  /** What happens. */
  enum How {
    EXIT,
    HALT,
    KILL,
    EXCEPTION,
    ERROR,
    STACK_OVERFLOW,
    OUT_OF_MEMORY,
    UNSERIALISABLE,
    CLASS_MISSING;

    boolean endsTheProcess() {
      return ordinal() <= KILL.ordinal();
    }

    int exitCode() {
      return this == EXIT ? 3 : this == HALT ? 4 : -9;
    }
  }

  /** Does harm to the thread or process that it is in. */
  static void happen(How how) {
    try {
      switch (how) {
        case EXIT -> System.exit(3);
        case HALT -> Runtime.getRuntime().halt(4);
        case KILL -> {
          Shell.kill("KILL", ProcessHandle.current().pid());
          Family.sleepForLong();
        }
        case EXCEPTION -> throw new IllegalStateException(MESSAGE);
        case ERROR -> throw new AssertionError(MESSAGE);
        case STACK_OVERFLOW -> System.out.println(depth(0));
        case OUT_OF_MEMORY -> {
          // More than any heap has, at once.
          List<long[]> all = new ArrayList<>();
          while (true) {
            all.add(new long[Integer.MAX_VALUE - 8]);
          }
        }
        case UNSERIALISABLE -> throw new Unserialisable();
        case CLASS_MISSING -> throw Overseas.object(MESSAGE);
      }
    } catch (IOException | InterruptedException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static int depth(int depth) {
    return depth < 0 ? 0 : depth(depth + 1) + 1;
  }

  /** What can be thrown, but not written. */
  static final class Unserialisable extends RuntimeException {
    private static final long serialVersionUID = 1;

    final Object field = new Object();

    Unserialisable() {
      super(MESSAGE);
    }
  }

  /** What cannot be written by itself. */
  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1;

    final Object held = new Object();
  }

  /** Does its harm where it is read. */
  private static final class HarmsWhenRead implements Serializable {
    private static final long serialVersionUID = 1;

    private final How how;

    HarmsWhenRead(How how) {
      this.how = how;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      happen(how);
    }
  }

  /** Does its harm where it is written. */
  private static final class HarmsWhenWritten implements Serializable {
    private static final long serialVersionUID = 1;

    private final How how;

    HarmsWhenWritten(How how) {
      this.how = how;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      happen(how);
    }
  }

  /** The item by which this happens. */
  Object item() throws ReflectiveOperationException {
    if (where != Where.ARGUMENT_READ) {
      return this;
    }
    return switch (how) {
      case UNSERIALISABLE -> new Holder();
      case CLASS_MISSING -> Overseas.object(MESSAGE);
      default -> new HarmsWhenRead(how);
    };
  }

  /** What the worker makes of an item: of all but these the item itself. */
  static Object work(Object item) throws ReflectiveOperationException {
    if (!(item instanceof Mishap mishap)) {
      return item;
    }
    if (mishap.where == Where.RUN) {
      happen(mishap.how);
    }
    boolean written = mishap.where == Where.RESULT_WRITE;
    return switch (mishap.how) {
      case UNSERIALISABLE -> new Holder();
      case CLASS_MISSING -> Overseas.object(MESSAGE);
      default -> written ? new HarmsWhenWritten(mishap.how) : new HarmsWhenRead(mishap.how);
    };
  }
}
