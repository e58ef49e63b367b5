package io.github.processing4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is alive, as far as one JVM tells. */
class LivenessTest {
  private static final int NOBODY = 7;

  @TempDir Path session;

  private static FileChannel channelOf(Liveness liveness) throws ReflectiveOperationException {
    Field channel = Liveness.class.getDeclaredField("channel");
    channel.setAccessible(true);
    return (FileChannel) channel.get(liveness);
  }

  @Test
  void nobodyLivesInASessionThatIsDeletedButWhoAsks() throws Exception {
    Liveness liveness = Liveness.take(session, 0);
    try (FileChannel channel = channelOf(liveness)) {
      Files.delete(session.resolve(Liveness.FILE));
      assertTrue(channel.isOpen());
      assertTrue(liveness.isAlive(0));
      assertFalse(liveness.isAlive(NOBODY));
    }
  }

  /** A closed channel stands for any reason why the system refuses a lock. */
  @Test
  void whoCannotBeLookedAtIsTakenForAlive() throws Exception {
    Liveness liveness = Liveness.take(session, 0);
    channelOf(liveness).close();
    assertTrue(liveness.isAlive(NOBODY));
  }
}
