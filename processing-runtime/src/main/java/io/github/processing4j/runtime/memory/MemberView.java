package io.github.processing4j.runtime.memory;

/** Reads the header and the table of members of a {@link SharedObject}, each time anew. */
interface MemberView {

  /** An int at a place of the segment. */
  int getInt(int at);

  /** A long at a place of the segment. */
  long getLong(int at);
}
