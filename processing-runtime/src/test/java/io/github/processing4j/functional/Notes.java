package io.github.processing4j.functional;

import io.github.processing4j.Processing;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Notes that the processes of a test leave for each other: a file for each, which appears whole.
 *
 * @param directory where they are
 */
record Notes(String directory) implements Serializable {
  private static final long WAIT_NANOS = Duration.ofSeconds(40).toNanos();

  Path path(String name) {
    return Path.of(directory, name);
  }

  /** Others, of a part of the test. */
  Notes below(String name) {
    try {
      return new Notes(Files.createDirectory(path(name)).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(String name) {
    put(name, "");
  }

  void put(String name, Object text) {
    try {
      Path whole = Files.createTempFile(Path.of(directory), ".", "");
      Files.writeString(whole, String.valueOf(text));
      Files.move(whole, path(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return Files.exists(path(name));
  }

  String get(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long getLong(String name) {
    return Long.parseLong(get(name));
  }

  /** Waits for a note; in a child, as a blocking call of the library, which a stop ends. */
  String await(String name) {
    long start = System.nanoTime();
    while (!has(name)) {
      if (System.nanoTime() - start > WAIT_NANOS) {
        throw new AssertionError("no note '" + name + "'");
      }
      Processing.sleep(2);
    }
    return get(name);
  }

  long awaitLong(String name) {
    return Long.parseLong(await(name));
  }
}
