package io.github.processing4j.functional;

import java.util.List;

/** Leaves a note of the arguments after the first, which is the directory of the notes. */
final class LeavesItsArguments {
  private LeavesItsArguments() {}

  public static void main(String[] args) {
    Notes notes = new Notes(args[0]);
    notes.put("arguments", List.of(args).subList(1, args.length));
    notes.put("pid", ProcessHandle.current().pid());
  }
}
