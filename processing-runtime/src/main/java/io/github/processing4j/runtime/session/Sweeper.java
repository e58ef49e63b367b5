package io.github.processing4j.runtime.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Deletes the directories of sessions in which nobody lives, as after a SIGKILL of a main process. */
final class Sweeper {
  /** How the name of a directory begins whose maker does not hold its lock yet. */
  static final String UNBORN = ".new-";

  private static final Duration BIRTH = Duration.ofMinutes(1);

  private Sweeper() {}

  static void sweep(Path root) {
    try (DirectoryStream<Path> sessions = Files.newDirectoryStream(root)) {
      for (Path session : sessions) {
        if (isAbandoned(session)) {
          Log.of(Sweeper.class).debug("sweeping the abandoned session {}", session);
          Session.delete(session);
        }
      }
    } catch (IOException | RuntimeException e) {
      Log.of(Sweeper.class).debug("cannot sweep {}", root, e);
    }
  }

  private static boolean isAbandoned(Path session) {
    try {
      Instant born = Files.getLastModifiedTime(session).toInstant();
      boolean grown = born.plus(BIRTH).isBefore(Instant.now());
      String name = session.getFileName().toString();
      if (name.endsWith(SpillDirectory.SUFFIX)) {
        return grown && !SpillDirectory.isOwned(session);
      }
      if (name.startsWith(UNBORN) || !Files.exists(session.resolve(Liveness.FILE))) {
        return grown;
      }
      return Liveness.isAbandoned(session);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      Log.of(Sweeper.class).debug("cannot look at {}", session, e);
      return false;
    }
  }
}
