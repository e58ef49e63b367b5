package io.github.processing4j.udp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test needs beside this JDK. Where it is not there the test is skipped. */
final class Needs {
  private static final Path DROPS = Path.of("/proc/self/net/udp");

  private Needs() {}

  /** The command of Python 3; in CI it has to be there. */
  static String python() {
    String command = "python3";
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    if (!there && Boolean.parseBoolean(System.getenv("CI"))) {
      fail("needs " + command);
    }
    return there ? command : abort("needs " + command);
  }

  /** A system that tells what it dropped. */
  static void drops() {
    if (!Files.isReadable(DROPS)) {
      abort("needs " + DROPS);
    }
  }

  /** An address of this machine: all of 127 is on Linux; IPv6 may be off. */
  static InetAddress local(String address) throws IOException {
    InetAddress found = InetAddress.getByName(address);
    try (DatagramSocket socket = new DatagramSocket(0, found)) {
      return socket.getLocalAddress();
    } catch (IOException e) {
      return abort("needs the address " + address);
    }
  }
}
