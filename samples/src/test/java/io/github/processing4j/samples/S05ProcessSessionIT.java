package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class S05ProcessSessionIT {

  @Test
  void printsTheLinesOfTheAncestorsSession() throws Exception {
    assertEquals(
        List.of(
            "<Process(Process-1, initial)>",
            "<Process(Process-1, started)>",
            "<Process(Process-1, stopped[ProcessExit])>",
            "<Process(Process-2, stopped[SIGTERM])>",
            "true"),
        Ran.main(S05ProcessSession.class).orFail().out());
  }
}
