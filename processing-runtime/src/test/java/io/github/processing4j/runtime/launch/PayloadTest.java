package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.processing4j.Arguments;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a child is told. */
class PayloadTest {

  @Test
  void everyFieldTravels() throws Exception {
    Payload payload = new Payload();
    payload.slot = 1L << 40;
    payload.parentSlot = 2;
    payload.parentPid = 3;
    payload.parentName = "parent \u0100";
    payload.name = "name";
    payload.identity = new int[] {4, 5};
    payload.daemon = true;
    payload.survivesOrphaned = true;
    payload.authKey = new byte[] {6};
    payload.linkAddress = "unix:/x";
    payload.token = new byte[] {7, 8};
    payload.startMethod = "spawn";
    payload.flags = new String[] {"-Da=b", ""};
    payload.mainModule = "m";
    payload.standby(
        StandbyOptions.builder().spares(9).idleTimeout(Duration.ofMillis(10)).preload("C").build());
    payload.kind = Payload.OBJECT;
    payload.shape(WorkShape.PROGRESS_FUNCTION);
    Encoder out = new Encoder();
    payload.write(out);
    Decoder in = new Decoder(out.toBytes());
    assertEquals(Payload.VERSION, in.getString());
    Payload back = Payload.read(in);
    for (Field field : Payload.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      Object expected = field.get(payload);
      assertArrayEquals(new Object[] {expected}, new Object[] {field.get(back)}, field::getName);
      assertEquals(false, isDefault(expected), () -> field.getName() + " is not set by this test");
    }
  }

  private static boolean isDefault(Object value) {
    return value.equals(0L) || value.equals(0) || value.equals((byte) 0) || value.equals(false);
  }

  @Test
  void aCutPayloadIsRefused() throws IOException {
    Encoder out = new Encoder();
    new Payload().write(out);
    byte[] whole = out.toBytes();
    for (int length = 4; length < whole.length; length++) {
      Decoder in = new Decoder(Arrays.copyOf(whole, length));
      assertThrows(
          IOException.class,
          () -> {
            in.getString();
            Payload.read(in);
          });
    }
  }

  @Test
  void argumentsTravel() throws Exception {
    Encoder out = new Encoder();
    Object[] args = {1, null, "x"};
    ArgumentsForm.write(out, Arguments.of(args, Map.of("k", 2.0)));
    Arguments back = ArgumentsForm.read(new Decoder(out.toBytes()));
    assertEquals(Arrays.asList(args), back.args());
    assertEquals(Map.of("k", 2.0), back.kwargs());
  }
}
