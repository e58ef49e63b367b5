package io.github.processing4j.shared;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any engine is asked. */
class SharedMemoryTest {
  @Test
  void sizesBelowOne() {
    assertSays("0 bytes", () -> SharedMemory.create(0));
    assertSays("-1 bytes", () -> SharedMemory.create(-1));
    assertSays("0 bytes", () -> SharedMemory.create("photo", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/photo", "../photo", "a/b", "a\\b", "a\0b"})
  void namesThatAreNoFileNames(String name) {
    assertSays("shared memory named", () -> SharedMemory.create(name, 1));
    assertSays("shared memory named", () -> SharedMemory.attach(name));
  }

  @Test
  void namesThatAreTooLong() {
    assertSays("255 bytes", () -> Names.check("x".repeat(256)));
    assertSays("255 bytes", () -> Names.check("é".repeat(128)));
    assertDoesNotThrow(() -> Names.check("x".repeat(255)));
    assertDoesNotThrow(() -> Names.check("psm_21467_46075"));
  }

  private static void assertSays(String what, Runnable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::run);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }
}
