package io.github.processing4j.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ours beside its peers, taking turns. Not thread-safe. */
public final class Comparison implements AutoCloseable {
  private record Peer(
      String name, @Nullable Contender contender, @Nullable Goal goal, String note) {}

  private final String row;
  private final String what;
  private final String unit;
  private final Contender ours;
  private final List<Peer> peers = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param row the name by which {@code --only} chooses it
   * @param what is measured
   * @param unit in which the contenders answer
   */
  public Comparison(String row, String what, String unit, Contender ours) {
    this.row = row;
    this.what = what;
    this.unit = unit;
    this.ours = ours;
  }

  /** Adds a peer. */
  public Comparison with(Contender peer, @Nullable Goal goal) {
    peers.add(new Peer(peer.name(), peer, goal, ""));
    return this;
  }

  /** Names a peer that cannot take part. */
  public Comparison without(String name, @Nullable Goal goal, String why) {
    peers.add(new Peer(name, null, goal, why));
    return this;
  }

  /** Measures all of them; a line for each peer. */
  public List<Line> run(int warmUps, int repetitions) throws Exception {
    List<Contender> contenders = new ArrayList<>(List.of(ours));
    for (Peer peer : peers) {
      if (peer.contender() != null) {
        contenders.add(peer.contender());
      }
    }
    List<Samples> taken = Interleaved.run(contenders, warmUps, repetitions);
    List<Line> lines = new ArrayList<>();
    for (Peer peer : peers) {
      Samples theirs =
          peer.contender() == null ? null : taken.get(contenders.indexOf(peer.contender()));
      lines.add(
          new Line(row, what, unit, taken.get(0), peer.name(), theirs, peer.goal(), peer.note()));
    }
    return lines;
  }

  @Override
  public void close() {
    ours.close();
    for (Peer peer : peers) {
      if (peer.contender() != null) {
        peer.contender().close();
      }
    }
  }
}
