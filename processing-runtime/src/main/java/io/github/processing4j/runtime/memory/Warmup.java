package io.github.processing4j.runtime.memory;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Maps a file for nothing, and touches it as segments are touched: the first mapping of a JVM takes it
 * 8 ms on 17 and 25 ms on 25, for the JDK makes method handles for it.
 */
public final class Warmup {
  private Warmup() {}

  /** Does it, with a copy of the beginning of a file that is there. */
  public static void run(File file) {
    try (RandomAccessFile open = new RandomAccessFile(file, "rw")) {
      ByteBuffer memory = open.getChannel().map(FileChannel.MapMode.PRIVATE, 0, 16);
      Words.setVolatile(memory, 0, Words.getVolatile(memory, 0));
      Words.compareAndSet(memory, 0, 0, 1);
      Words.setIntVolatile(memory, 8, Words.getIntVolatile(memory, 8));
    } catch (IOException e) {
      // Those that matter will say it.
    }
  }

  /** As {@link #run}, and makes a segment's file beside it and looks at that, as the first ones are. */
  public static void rehearse(File file) {
    run(file);
    Path path = Path.of(file.getPath().concat("w"));
    try {
      file.getAbsoluteFile().getUsableSpace();
      Words.setIntPlain(SegmentPlace.createMapped(path, Segment.BODY), 0, 1);
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Those that matter will say it; and no such platform.
    } finally {
      path.toFile().delete();
    }
  }
}
