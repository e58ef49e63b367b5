package io.github.processing4j;

/** What becomes of a child whose parent has died without ending it, as by SIGKILL. */
public enum OrphanPolicy {
  /** It ends within a second, unless it is suspended. This is the default. */
  END,
  /** It runs on until its target returns. It can no longer be reached by its parent's session. */
  SURVIVE
}
