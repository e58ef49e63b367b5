package io.github.processing4j.samples;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCPacketDispatcher;
import com.illposed.osc.OSCPacketEvent;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import com.illposed.osc.messageselector.OSCPatternAddressMessageSelector;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.udp.UdpMessage;
import io.github.processing4j.udp.UdpReceiver;
import io.github.processing4j.udp.UdpSender;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Open Sound Control, the language of controllers and media servers, over UDP: another program plays a
 * ball, and a render loop shows it.
 *
 * <p>The other program is a process here; it could be a phone or a mixing desk in the same network, for
 * the loop listens at all addresses. Once per frame the loop takes what came, and JavaOSC says what it
 * means: which method is called is decided by the address in the message, such as {@code /ball/*}. All
 * of it happens in the loop's thread. Whoever reaches the port can send to it, so a message that is no
 * OSC must do no harm.
 *
 * <p>Prints, with other numbers of frames:
 *
 * <pre>
 * OSC at port 57184, please
 * frame    5  not OSC: hello
 * frame   10  /ball/name [red]
 * frame   10  /ball/position [0.0, 1.0]
 * frame   16  /ball/position [0.125, 0.875]
 *  ⋮
 * frame   59  /ball/position [1.0, 0.0]
 * 9 positions of the ball named red in 59 frames; 0 messages were dropped
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.S19Osc [PORT]}
 */
final class S19Osc {
  private static final int POSITIONS = 9;
  private static final int FRAMES_AFTER = 60;

  private final FrameLoop loop = FrameLoop.atRate(60);
  private final OSCParser parser = new OSCSerializerAndParserBuilder().buildParser();
  private final OSCPacketDispatcher dispatcher = new OSCPacketDispatcher();
  private final UdpReceiver messages;
  private final Process player;
  private String name = "";
  private int positions;
  private long lastFrame = Long.MAX_VALUE;

  private S19Osc(int port) {
    messages = UdpReceiver.bind(port);
    int chosen = messages.port();
    player = Processing.start(() -> play(chosen));
  }

  public static void main(String[] args) {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0; // any free one
    new S19Osc(port).run();
  }

  private void run() {
    System.out.println("OSC at port " + messages.port() + ", please");
    dispatcher.setAlwaysDispatchingImmediately(true); // whatever the time tags say: in this thread
    on("/ball/*", this::print);
    on("/ball/name", message -> name = message.getArguments().get(0).toString());
    on("/ball/position", message -> positions++);
    on("/end", message -> lastFrame = loop.frame());

    loop.run(this::draw);
    messages.close();
    System.out.printf(
        "%d positions of the ball named %s in %d frames; %d messages were dropped%n",
        positions, name, loop.frame(), messages.dropped());
  }

  private boolean draw() {
    messages.drain(this::receive);
    if (lastFrame == Long.MAX_VALUE && !player.isAlive()) {
      lastFrame = loop.frame() + FRAMES_AFTER; // should its last message be lost
    }
    return loop.frame() < lastFrame;
  }

  private void receive(UdpMessage message) {
    try {
      dispatcher.handlePacket(new OSCPacketEvent(messages, parser.convert(message.buffer())));
    } catch (OSCParseException | RuntimeException e) { // of whatever anybody sent
      say("not OSC: " + message.text());
    }
  }

  private void on(String addresses, Consumer<OSCMessage> method) {
    dispatcher.addListener(
        new OSCPatternAddressMessageSelector(addresses),
        event -> method.accept(event.getMessage()));
  }

  private void print(OSCMessage message) {
    say(message.getAddress() + " " + message.getArguments());
  }

  private void say(String what) {
    System.out.printf("frame %4d  %s%n", loop.frame(), what);
  }

  /** The other program. It needs to know the port, and nothing else of the loop. */
  static void play(int port) throws OSCSerializeException {
    try (UdpSender sender = UdpSender.to("127.0.0.1", port)) {
      sender.send("hello");
      OSCBundle first = new OSCBundle();
      first.addPacket(new OSCMessage("/ball/name", List.of("red")));
      first.addPacket(position(0));
      send(sender, first);
      for (int i = 1; i < POSITIONS; i++) {
        Processing.sleep(100);
        send(sender, position(i));
      }
      send(sender, new OSCMessage("/end"));
    }
  }

  private static OSCMessage position(int i) {
    return new OSCMessage("/ball/position", List.of(i / 8f, 1 - i / 8f));
  }

  private static void send(UdpSender sender, OSCPacket packet) throws OSCSerializeException {
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    new OSCSerializerAndParserBuilder()
        .buildSerializer(new BufferBytesReceiver(buffer))
        .write(packet);
    sender.send(buffer.flip());
  }
}
