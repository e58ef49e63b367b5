package io.github.processing4j.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets contenders take turns, A, B, C, A, B, C, so that whatever else the machine does hits them all
 * alike.
 */
public final class Interleaved {
  private Interleaved() {}

  /**
   * Runs the contenders.
   *
   * @param warmUps rounds that are not counted
   * @param repetitions rounds that are
   * @return the samples of each, in the order given
   */
  public static List<Samples> run(
      List<? extends Contender> contenders, int warmUps, int repetitions) throws Exception {
    List<List<Double>> taken = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      taken.add(new ArrayList<>());
    }
    for (int round = -warmUps; round < repetitions; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        double value = contenders.get(i).once();
        if (round >= 0) {
          taken.get(i).add(value);
        }
      }
    }
    return taken.stream().map(Samples::of).toList();
  }
}
