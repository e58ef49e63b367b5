package io.github.processing4j.runtime.process;

import io.github.processing4j.SessionException;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.session.Session;
import java.io.File;
import java.io.IOException;

/** The session of this JVM, for what lives in it beside processes. Apart, for a child loads it early. */
public final class HomeSession {
  private HomeSession() {}

  /** The session; in a child it is the parent's. It is left when the main process ends. */
  public static Session get() {
    Payload told = Child.payload();
    File directory = Child.session();
    if (told != null && directory != null) {
      return join(directory, told);
    }
    Session session = Session.current();
    ShutdownLadder.register();
    return session;
  }

  /** The session of the parent, whether or not the link to it is there yet. */
  static Session join(File directory, Payload told) {
    try {
      return Session.join(directory.toPath(), told.slot);
    } catch (IOException e) {
      throw new SessionException(
          "cannot join the session " + directory + " of the parent, which is gone: " + e,
          directory.toString(),
          e);
    }
  }
}
