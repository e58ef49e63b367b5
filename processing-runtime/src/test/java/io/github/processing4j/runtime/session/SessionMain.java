package io.github.processing4j.runtime.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A JVM in a session: the main one, which makes it, or, with a directory and a slot, one that joins
 * it. Does what it is told on stdin, a word a line, and answers in a line; ends when stdin does.
 */
final class SessionMain {
  private SessionMain() {}

  public static void main(String[] args) throws IOException {
    Session session =
        args.length == 0
            ? Session.current()
            : Session.join(Path.of(args[0]), Long.parseLong(args[1]));
    System.out.println(session.directory());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(answer(session, line));
    }
  }

  private static String answer(Session session, String line) {
    switch (line) {
      case "pid":
        return Long.toString(ProcessHandle.current().pid());
      case "thousand slots":
        StringBuilder slots = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
          slots.append(session.newSlot()).append(' ');
        }
        return slots.toString();
      case "write":
        return session.write("secret", new byte[] {1}).toString();
      case "leave":
        session.leave();
        return "left";
      default:
        return Boolean.toString(session.liveness().isAlive(Long.parseLong(line)));
    }
  }
}
