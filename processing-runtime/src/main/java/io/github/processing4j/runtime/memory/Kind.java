package io.github.processing4j.runtime.memory;

/** What a segment holds. The numbers are in the headers of segments and in the texts of handles. */
public final class Kind {
  public static final int QUEUE = 1;
  public static final int JOINABLE_QUEUE = 2;
  public static final int SIMPLE_QUEUE = 3;
  public static final int PIPE = 4;
  public static final int LOCK = 5;
  public static final int RLOCK = 6;
  public static final int SEMAPHORE = 7;
  public static final int BOUNDED_SEMAPHORE = 8;
  public static final int EVENT = 9;
  public static final int CONDITION = 10;
  public static final int BARRIER = 11;
  public static final int CELLS = 12;
  public static final int FRAMES = 13;
  public static final int STATUS_QUEUE = 14;

  /** The lock of values or an array, in their segment. */
  public static final int CELLS_LOCK = 15;

  /** Shared memory by a name that other programs know too; it has no header of ours. */
  public static final int MEMORY = 16;

  /** A queue of a pool: of what waits for one worker, or of what all have answered. */
  public static final int ITEM_QUEUE = 17;

  /** The control words of a lane; not an object of its own. */
  public static final int LANE = 20;

  /** Records of a lane; not an object of its own. */
  public static final int CHUNK = 21;

  /** One frame; not an object of its own. */
  public static final int FRAME = 22;

  private Kind() {}

  /** Whether such a segment is part of an object that has one of its own, with a table of members. */
  static boolean isPart(int kind) {
    return kind == LANE || kind == CHUNK || kind == FRAME;
  }
}
