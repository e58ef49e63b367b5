package io.github.processing4j.runtime.launch;

import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** How its own standby JVMs are kept: negative for the default. */
  public int spares = -1;

  public long idleMillis;
  public String[] preload = {};

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

  void standby(@Nullable StandbyOptions options) {
    if (options != null) {
      spares = options.spares();
      idleMillis = Math.max(1, options.idleTimeout().toMillis());
      preload = options.preload().toArray(new String[0]);
    }
  }

  /** How standby JVMs are kept, or null for the default. Not on the way to the target. */
  public @Nullable StandbyOptions standby() {
    return spares < 0
        ? null
        : StandbyOptions.builder()
            .spares(spares)
            .idleTimeout(Duration.ofMillis(idleMillis))
            .preload(preload)
            .build();
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
    putStrings(out, flags);
    out.putString(mainModule).putInt(spares).putLong(idleMillis);
    putStrings(out, preload);
    out.putByte(kind)
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
    payload.flags = getStrings(in);
    payload.mainModule = in.getString();
    payload.spares = in.getInt();
    payload.idleMillis = in.getLong();
    payload.preload = getStrings(in);
    payload.kind = in.getByte();
    payload.shape = in.getByte();
    payload.hasArgument = in.getByte() != 0;
    payload.hasProgress = in.getByte() != 0;
    payload.hasResult = in.getByte() != 0;
    return payload;
  }

  private static void putStrings(Encoder out, String[] strings) {
    out.putInt(strings.length);
    for (String string : strings) {
      out.putString(string);
    }
  }

  private static String[] getStrings(Decoder in) throws IOException {
    String[] strings = new String[in.getLength(1)];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.getString();
    }
    return strings;
  }
}
