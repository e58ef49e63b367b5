package io.github.processing4j.functional;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** An item that tells whether it is whole: {@code long id, filling, int checksum}. */
final class CrashItem {
  private static final int MIN_BYTES = 12;

  private CrashItem() {}

  /** The item with this number of this producer: most are small, one in sixteen up to two chunks. */
  static byte[] of(int producer, long number) {
    long id = (long) producer << 32 | number;
    long random = id * 0x9e3779b97f4a7c15L;
    random ^= random >>> 29;
    int size = MIN_BYTES + (int) ((random & 15) == 0 ? random >>> 47 : random >>> 55);
    ByteBuffer item = ByteBuffer.allocate(size).putLong(id);
    while (item.remaining() > 4) {
      item.put((byte) (random + item.position()));
    }
    return item.putInt(checksum(item.array())).array();
  }

  private static int checksum(byte[] item) {
    CRC32 crc = new CRC32();
    crc.update(item, 0, item.length - 4);
    return (int) crc.getValue();
  }

  static boolean isWhole(byte[] item) {
    return item.length >= MIN_BYTES
        && ByteBuffer.wrap(item).getInt(item.length - 4) == checksum(item);
  }

  static long id(byte[] item) {
    return ByteBuffer.wrap(item).getLong();
  }
}
