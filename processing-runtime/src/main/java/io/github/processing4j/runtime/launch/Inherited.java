package io.github.processing4j.runtime.launch;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a JVM passes on to its children beside the class path: the flags that it was given itself,
 * and the main module, if it had one.
 *
 * @param flags as {@link java.lang.management.RuntimeMXBean#getInputArguments()} tells them, without
 *     those that this library added
 * @param mainModule of the main process, or empty
 */
public record Inherited(List<String> flags, String mainModule) {
  static final Inherited NOTHING = new Inherited(Collections.emptyList(), "");

  void write(Encoder out) {
    out.putInt(flags.size());
    for (String flag : flags) {
      out.putString(flag);
    }
    out.putString(mainModule);
  }

  static Inherited read(Decoder in) throws IOException {
    int size = in.getInt();
    List<String> flags = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      flags.add(in.getString());
    }
    return new Inherited(flags, in.getString());
  }
}
