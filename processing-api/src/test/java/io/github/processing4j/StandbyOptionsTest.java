package io.github.processing4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandbyOptionsTest {
  @Test
  void defaultsAreTwoSparesForFiveMinutes() {
    StandbyOptions options = StandbyOptions.defaults();
    assertEquals(2, options.spares());
    assertEquals(Duration.ofMinutes(5), options.idleTimeout());
    assertEquals(List.of(), options.preload());
  }

  @Test
  void classesAreNamedAsTheClassLoaderKnowsThem() {
    StandbyOptions options =
        StandbyOptions.builder().preload(Process.Builder.class).preload("a.B", "C").build();
    assertEquals(List.of("io.github.processing4j.Process$Builder", "a.B", "C"), options.preload());
  }

  @Test
  void badInputIsRefusedByTheSetter() {
    StandbyOptions.Builder builder = StandbyOptions.builder();
    assertSays("-1 spares", () -> builder.spares(-1));
    assertSays("257 spares", () -> builder.spares(257));
    assertSays("idle time-out PT0S", () -> builder.idleTimeout(Duration.ZERO));
    assertSays("idle time-out PT-1S", () -> builder.idleTimeout(Duration.ofSeconds(-1)));
    assertSays("class name ' '", () -> builder.preload(" "));
  }

  private static void assertSays(String what, Runnable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::run);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }
}
