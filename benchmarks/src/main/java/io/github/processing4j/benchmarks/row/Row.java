package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import java.util.List;

/** Something to measure; gives one line or several. */
public interface Row {
  /** All rows, in the order of the table. */
  List<Row> ALL =
      List.of(
          new StartJoin(),
          new FirstStatement(),
          new IdleMemory(),
          new ParentCost(),
          new StandbyFirstStatement(),
          new StandbyStartJoin(),
          new StandbyBurst(),
          new StandbyIdle(),
          new Handoff(),
          new FrameLoop(),
          new LargeResult(),
          new Udp(),
          new QueueThroughput(),
          new QueueThroughput2x2(),
          new QueueRoundTrip(),
          new QueueWakeUp(),
          new BlockedReader(),
          new FirstQueue(),
          new PipeRoundTrip(),
          new PipeBulk(),
          new SharedMemoryCopy(),
          new LockFree(),
          new LockContended(),
          new ValueIncrement(),
          new EventWakeUp(),
          new PoolMap(),
          new PoolApply(),
          new PoolStart());

  /** The name by which {@code --only} chooses it. */
  String name();

  /** What a reader of its lines must know; below the table, each once. */
  default List<String> notes() {
    return List.of();
  }

  /** Measures it. Takes seconds. */
  List<Line> measure(Settings settings, Peers peers) throws Exception;
}
