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

  /** What the JVM flags and the module set-up of grandchildren begin with. */
  public Inherited inherited = Inherited.NOTHING;

  public byte kind;
  public WorkShape shape = WorkShape.TARGET;

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
        .putString(startMethod);
    inherited.write(out);
    out.putByte(kind).putByte(shape.ordinal());
  }

  /** Reads all but the work itself, which follows; the version was read before. */
  public static Payload read(Decoder in) throws IOException {
    Payload payload = new Payload();
    payload.slot = in.getLong();
    payload.parentSlot = in.getLong();
    payload.parentPid = in.getLong();
    payload.parentName = in.getString();
    payload.name = in.getString();
    payload.identity = new int[in.getInt()];
    for (int i = 0; i < payload.identity.length; i++) {
      payload.identity[i] = in.getInt();
    }
    payload.daemon = in.getByte() != 0;
    payload.survivesOrphaned = in.getByte() != 0;
    payload.authKey = in.getBytes();
    payload.linkAddress = in.getString();
    payload.token = in.getBytes();
    payload.startMethod = in.getString();
    payload.inherited = Inherited.read(in);
    payload.kind = in.getByte();
    payload.shape = WorkShape.of(in.getByte());
    return payload;
  }
}
