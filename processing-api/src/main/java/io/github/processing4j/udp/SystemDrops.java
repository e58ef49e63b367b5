package io.github.processing4j.udp;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many datagrams the system has dropped at a socket: Linux tells it in a line per socket.
 *
 * <pre>
 *   sl  local_address rem_address   st tx_queue rx_queue tr tm-&gt;when retrnsmt uid timeout inode ref pointer drops
 *   99: 0100007F:1B58 00000000:0000 07 00000000:00000000 00:00000000 00000000 0   0       22517 2   0       0
 *   0   1             2             3  4                 5           6        7   8       9     10  11      12
 * </pre>
 */
final class SystemDrops {
  private static final String IPV4 = "/proc/self/net/udp";
  private static final String IPV6 = "/proc/self/net/udp6";
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;
  private static final int DROPS = 12;
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL; // it wraps around

  private final String file;
  private final String local;
  private final String inode; // empty where the system does not tell
  private long last;
  private volatile long count = -1;

  private SystemDrops(String file, String local) {
    this.file = file;
    this.local = local;
    String[] row = row("");
    inode = row == null ? "" : row[INODE];
    if (row != null) {
      last = Long.parseLong(row[DROPS]);
      count = 0;
    }
  }

  /** Those of the socket that is bound to an address, from now on. */
  static SystemDrops of(InetSocketAddress address) {
    InetAddress at = address.getAddress();
    String port = String.format(Locale.ROOT, ":%04X", address.getPort());
    if (at.isAnyLocalAddress()) {
      SystemDrops both = new SystemDrops(IPV6, hex(new byte[IPV6_BYTES]) + port);
      return both.count < 0 ? new SystemDrops(IPV4, hex(new byte[IPV4_BYTES]) + port) : both;
    }
    return new SystemDrops(at instanceof Inet6Address ? IPV6 : IPV4, hex(at.getAddress()) + port);
  }

  /** How many it dropped by the last look; -1 where the system does not tell. */
  long count() {
    return count;
  }

  /** Looks it up. */
  synchronized void look() {
    String[] row = inode.isEmpty() ? null : row(inode);
    if (row != null) {
      long now = Long.parseLong(row[DROPS]);
      count = count + ((now - last) & UNSIGNED_INT);
      last = now;
    }
  }

  /** The row of the address, and the inode unless that is empty; null if there is none. */
  private String @Nullable [] row(String inode) {
    // Not by a channel, which an interrupt would close.
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.US_ASCII))) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        if (row.contains(local)) {
          String[] columns = SPACES.split(row.trim());
          if (columns.length > DROPS
              && columns[LOCAL_ADDRESS].equals(local)
              && (inode.isEmpty() || columns[INODE].equals(inode))) {
            return columns;
          }
        }
      }
    } catch (IOException e) {
      return null; // not Linux, or it may not be read here
    }
    return null;
  }

  /** As Linux prints an address: in words of 4 bytes, each as a number of this machine. */
  private static String hex(byte[] address) {
    StringBuilder hex = new StringBuilder();
    ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      hex.append(String.format(Locale.ROOT, "%08X", words.getInt()));
    }
    return hex.toString();
  }
}
