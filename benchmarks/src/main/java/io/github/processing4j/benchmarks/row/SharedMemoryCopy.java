package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.PipeTargets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import io.github.processing4j.shared.SharedMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** 64 MiB written to shared memory at once, and read by another process into an array of its own. */
final class SharedMemoryCopy implements Row {
  private static final int SIZE = 64 << 20;
  private static final String PEER = "CPython SharedMemory";

  @Override
  public String name() {
    return "shared-memory";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int size = settings.count(SIZE);
    List<Line> lines = new ArrayList<>();
    for (boolean write : new boolean[] {true, false}) {
      String what =
          write ? "shared memory: 64 MiB written" : "shared memory: 64 MiB read by another process";
      try (Comparison all = new Comparison(name(), what, Units.BANDWIDTH, new Ours(size, write))) {
        PythonAnswers.compare(
            all,
            peers,
            PEER,
            (write ? "memory_write " : "memory_read ") + size,
            Units.bandwidthOf(size),
            null);
        all.with(new MemoryCopy(1 << 20, Math.max(1, size >> 20)), null);
        lines.addAll(all.ofRates().run(settings.warmUps(), settings.repetitions()));
      }
    }
    return lines;
  }

  private static final class Ours implements Contender {
    private final boolean write;
    private final byte[] source;
    private final SharedMemory memory;
    private final ByteBuffer buffer;
    private final PipeTo reader;

    Ours(int size, boolean write) {
      this.write = write;
      source = new byte[size];
      new Random(1).nextBytes(source);
      SharedMemory shared = SharedMemory.create(size);
      memory = shared;
      buffer = shared.buffer();
      reader = PipeTo.start(connection -> PipeTargets.memoryReader(connection, shared));
    }

    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws Exception {
      long before = System.nanoTime();
      if (write) {
        buffer.put(0, source);
      } else {
        reader.connection().sendBytes(PipeTargets.order(source.length));
        reader.connection().recvBytes();
      }
      return Units.bandwidthOf(source.length).applyAsDouble(System.nanoTime() - before);
    }

    @Override
    public void close() {
      reader.close(PipeTargets.order(0));
      memory.close();
      memory.unlink();
    }
  }
}
