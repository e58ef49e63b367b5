package io.github.processing4j.runtime.launch;

import io.github.processing4j.Arguments;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How {@link Arguments} travel: one by one, so that an error can name the one it is about. */
public final class ArgumentsForm {
  private ArgumentsForm() {}

  static void write(Encoder out, @Nullable Object value) {
    Arguments arguments = (Arguments) Objects.requireNonNull(value);
    List<@Nullable Object> args = arguments.args();
    out.putInt(args.size());
    for (int i = 0; i < args.size(); i++) {
      out.putValue(args.get(i), "argument " + (i + 1));
    }
    out.putInt(arguments.kwargs().size());
    for (Map.Entry<String, @Nullable Object> entry : arguments.kwargs().entrySet()) {
      out.putString(entry.getKey());
      out.putValue(entry.getValue(), "keyword argument '" + entry.getKey() + "'");
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Arguments read(Decoder in) throws IOException, ClassNotFoundException {
    Object[] args = new Object[in.getLength(1)];
    for (int i = 0; i < args.length; i++) {
      args[i] = in.getValue();
    }
    int size = in.getLength(2);
    Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      kwargs.put(in.getString(), in.getValue());
    }
    return Arguments.of(args, kwargs);
  }
}
