package io.github.processing4j.runtime.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.Target;
import io.github.processing4j.runtime.codec.SerialFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The filter of a child and the class that a lambda is written in. */
@Timeout(60)
class LambdaFilterIT {

  static final class Refused {
    static Target lambda() {
      return () -> System.exit(3);
    }
  }

  private static Process started(String filter) {
    JvmOptions options = JvmOptions.builder().systemProperty(SerialFilter.PROPERTY, filter).build();
    Process process = Process.builder().target(Refused.lambda()).jvm(options).build();
    process.start();
    return process;
  }

  @Test
  void aLambdaOfARefusedClassIsNotCalled() {
    Process process = started("!" + Refused.class.getName() + ";*");
    ProcessStartException refused = assertThrows(ProcessStartException.class, process::join);
    assertTrue(refused.getMessage().contains("rejected by the serial filter"), refused::getMessage);
  }

  @Test
  void aLambdaOfAnAllowedClassIs() {
    Process process = started(Refused.class.getName() + ";!*");
    process.join();
    assertEquals(3, process.getExitCode());
  }
}
