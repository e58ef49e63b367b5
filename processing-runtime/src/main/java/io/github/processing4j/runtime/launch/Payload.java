package io.github.processing4j.runtime.launch;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;

/**
 * What a child must know before it runs. It travels in a file for the owner alone, which the child
 * removes, so that no secret is in an argument or in the environment.
 *
 * <p>Used while the child starts: a plain class with fields, no lambdas, no logging.
 */
public final class Payload {
  /** The version of the library; both sides must have the same. */
  public static final String VERSION = Version.TEXT;

  /** Nothing to run. */
  public static final byte NOTHING = 0;

  /** A method of a lambda, to be called directly: {@link DirectCall}. */
  public static final byte DIRECT = 1;

  /** An object, as the codec writes it. */
  public static final byte OBJECT = 2;

  /** The main method of a class. */
  public static final byte MAIN = 3;

  /** An instance of a subclass of Process. */
  public static final byte INSTANCE = 4;

  public long slot;
  public long parentSlot;
  public long parentPid;
  public String parentName = "";
  public String name = "";
  public int[] identity = {};
  public boolean daemon;
  public boolean survivesOrphaned;
  public byte[] authKey = {};
  public String linkAddress = "";
  public byte[] token = {};
  public String startMethod = "";

  /** The class of the parent's selector provider, so that the child need not search for one. */
  public String selectorProvider = "";

  /** The flags of this JVM and the main module of the tree, for its own children. */
  public String[] flags = {};

  public String mainModule = "";

  public byte kind;

  /** The ordinal of the {@link WorkShape}, and what of it matters before the target runs. */
  public byte shape;

  public boolean hasArgument;
  public boolean hasProgress;
  public boolean hasResult;

  void shape(WorkShape workShape) {
    shape = (byte) workShape.ordinal();
    hasArgument = workShape.hasArgument();
    hasProgress = workShape.hasProgress();
    hasResult = workShape.hasResult();
  }

  /** Writes all but the work itself, which follows. */
  public void write(Encoder out) {
    out.putString(VERSION)
        .putLong(slot)
        .putLong(parentSlot)
        .putLong(parentPid)
        .putString(parentName)
        .putString(name)
        .putInt(identity.length);
    for (int n : identity) {
      out.putInt(n);
    }
    out.putByte(daemon ? 1 : 0)
        .putByte(survivesOrphaned ? 1 : 0)
        .putBytes(authKey)
        .putString(linkAddress)
        .putBytes(token)
        .putString(startMethod)
        .putString(selectorProvider);
    out.putInt(flags.length);
    for (String flag : flags) {
      out.putString(flag);
    }
    out.putString(mainModule)
        .putByte(kind)
        .putByte(shape)
        .putByte(hasArgument ? 1 : 0)
        .putByte(hasProgress ? 1 : 0)
        .putByte(hasResult ? 1 : 0);
  }

  /** Reads all but the work itself, which follows; the version was read before. */
  public static Payload read(Decoder in) throws IOException {
    Payload payload = new Payload();
    payload.slot = in.getLong();
    payload.parentSlot = in.getLong();
    payload.parentPid = in.getLong();
    payload.parentName = in.getString();
    payload.name = in.getString();
    payload.identity = new int[in.getLength(4)];
    for (int i = 0; i < payload.identity.length; i++) {
      payload.identity[i] = in.getInt();
    }
    payload.daemon = in.getByte() != 0;
    payload.survivesOrphaned = in.getByte() != 0;
    payload.authKey = in.getBytes();
    payload.linkAddress = in.getString();
    payload.token = in.getBytes();
    payload.startMethod = in.getString();
    payload.selectorProvider = in.getString();
    payload.flags = new String[in.getLength(1)];
    for (int i = 0; i < payload.flags.length; i++) {
      payload.flags[i] = in.getString();
    }
    payload.mainModule = in.getString();
    payload.kind = in.getByte();
    payload.shape = in.getByte();
    payload.hasArgument = in.getByte() != 0;
    payload.hasProgress = in.getByte() != 0;
    payload.hasResult = in.getByte() != 0;
    return payload;
  }
}
