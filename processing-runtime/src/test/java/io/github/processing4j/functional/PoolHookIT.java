package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool in a shutdown hook: no call of it keeps the JVM from ending. */
class PoolHookIT {

  /** Gives a pool a call from a shutdown hook, when its workers are being ended. */
  static final class CallsInAHook {
    private CallsInAHook() {}

    public static void main(String[] args) {
      Pool pool = Processing.getContext(args[0]).pool(1);
      System.out.println(pool.apply(() -> 1));
      Thread hook =
          new Thread(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  try {
                    pool.apply(() -> 2);
                  } catch (RuntimeException e) {
                    System.out.println("told");
                    return;
                  }
                }
              });
      Runtime.getRuntime().addShutdownHook(hook);
      System.exit(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "standby"})
  @DisplayName("a call in a shutdown hook is answered, if only that there are no workers any more")
  void callInAHook(String context) throws Exception {
    try (TestJvm main = TestJvm.of(CallsInAHook.class, context).start()) {
      assertEquals(3, main.awaitExit(), () -> main.out() + main.err());
      assertTrue(main.out().startsWith("1\n"), main.out());
    }
  }
}
