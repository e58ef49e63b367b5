package io.github.processing4j.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ours beside its peers, taking turns. Not thread-safe. */
public final class Comparison implements AutoCloseable {
  /** What is beside ours in a line; without a name nothing is. */
  private record Peer(
      @Nullable String name, @Nullable Contender contender, @Nullable Goal goal, String note) {}

  private final String row;
  private final String what;
  private final String unit;
  private final Contender ours;
  private final List<Peer> peers = new ArrayList<>();
  private boolean ofRates;

  /**
   * A comparison, in which less is better.
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

  /** Says that contenders answer with rates: more is better. */
  public Comparison ofRates() {
    ofRates = true;
    return this;
  }

  /** Adds a line of ours alone. */
  public Comparison alone(Goal goal) {
    peers.add(new Peer(null, null, goal, ""));
    return this;
  }

  /** Adds a peer. */
  public Comparison with(Contender peer, @Nullable Goal goal) {
    peers.add(new Peer(peer.name(), peer, goal, ""));
    return this;
  }

  /** Adds a line with the peer of the last one, for a goal more. */
  public Comparison also(String name, Goal goal) {
    Peer last = peers.get(peers.size() - 1);
    peers.add(new Peer(name, last.contender(), goal, last.note()));
    return this;
  }

  /** Names a peer that cannot take part. */
  public Comparison without(String name, @Nullable Goal goal, String why) {
    peers.add(new Peer(name, null, goal, why));
    return this;
  }

  /** Measures all of them; a line for each peer. */
  public List<Line> run(int warmUps, int repetitions) throws Exception {
    List<Contender> contenders = contenders();
    List<Samples> taken = new ArrayList<>(Interleaved.run(contenders, warmUps, repetitions));
    if (ofRates) {
      taken.replaceAll(Samples::asRates);
    }
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
    contenders().forEach(Contender::close);
  }

  /** Each once, ours first. */
  private List<Contender> contenders() {
    Set<Contender> all = new LinkedHashSet<>(List.of(ours));
    for (Peer peer : peers) {
      if (peer.contender() != null) {
        all.add(peer.contender());
      }
    }
    return List.copyOf(all);
  }
}
