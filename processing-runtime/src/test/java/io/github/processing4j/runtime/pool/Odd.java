package io.github.processing4j.runtime.pool;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Values that are odd to send. */
final class Odd {
  private Odd() {}

  /** One that is sent by Java serialization. */
  static final class Plain implements Serializable {
    private static final long serialVersionUID = 1;

    final int number;

    Plain(int number) {
      this.number = number;
    }
  }

  /** One that cannot be written. */
  static final class Unsendable {
    @Override
    public String toString() {
      return "unsendable";
    }
  }

  /** One that holds what cannot be written. */
  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1;

    final Object held = new Unsendable();
  }

  /** One that cannot be read. */
  static final class Unreadable implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("not here");
    }
  }

  /** One that throws what cannot be written, as it is read. */
  static final class Hostile implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) {
      throw new UnsendableError();
    }
  }

  /** One that uses up the stack as it is read. */
  static final class Deep implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("InfiniteRecursion")
    private void readObject(ObjectInputStream in) {
      readObject(in);
    }
  }

  /** One that uses up the stack as it is written. */
  static final class DeepToWrite implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("InfiniteRecursion")
    private void writeObject(ObjectOutputStream out) {
      writeObject(out);
    }
  }

  /** An error that cannot be written. */
  static final class UnsendableError extends Error {
    private static final long serialVersionUID = 1;

    final Object held = new Unsendable();

    UnsendableError() {
      super("hostile");
    }
  }

  /** An exception that cannot be read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("not here");
    }
  }
}
