package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.processing4j.StandbyOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a child passes on to its own children about their standby JVMs. */
class StandbyInheritanceTest {
  private final Payload fromParent = new Payload();

  StandbyInheritanceTest() {
    fromParent.standby(StandbyOptions.builder().spares(7).build());
  }

  @AfterEach
  void forget() {
    Launcher.setStandby(StandbyOptions.defaults());
  }

  @Test
  void whatAChildSetsItselfIsNotOverwrittenByWhatItsParentSet() {
    StandbyOptions own = StandbyOptions.builder().spares(1).build();
    Launcher.setStandby(own);
    Launcher.inheritStandby(fromParent);
    assertSame(own, Launcher.standby());
  }

  @Test
  void aPayloadTellsWhatTheParentSet() {
    StandbyOptions told = fromParent.standby();
    assertNotNull(told);
    assertEquals(7, told.spares());
  }
}
