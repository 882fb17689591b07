package io.sampo.simulation.story;

import io.sampo.model.Outcome;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;

/** What an attempt does: how long it takes unless it is stopped, and how it ends. */
public record Script(long millis, Outcome outcome) {

  static Script of(SplittableRandom random) {
    var millis =
        switch (random.nextInt(12)) {
          case 0 -> random.nextInt(20_000);
          case 1, 2, 3 -> random.nextInt(3_000);
          default -> random.nextInt(200);
        };
    return new Script(millis, outcome(random));
  }

  private static Outcome outcome(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Outcome.Failed(true, "permanent", null, null);
      case 1 -> new Outcome.Failed(false, "exit 3", 3, null);
      case 2, 3 -> new Outcome.Failed(false, "exit 1", 1, null);
      case 4, 5, 6, 7 -> new Outcome.Succeeded(values(random));
      default -> Outcome.Succeeded.PLAIN;
    };
  }

  /** Task values as JSON: mostly a number and an array, at times something that is neither. */
  private static Map<String, String> values(SplittableRandom random) {
    var odd = random.nextInt(10);
    var rows =
        odd == 0 ? "\"{{tasks.t0.values.rows}}\"" : odd == 1 ? "\"many\"" : "" + random.nextInt(9);
    return Map.of("rows", rows, "items", odd == 2 ? "7" : array(random));
  }

  /** An array of up to eight numbers. */
  static String array(SplittableRandom random) {
    var numbers = new ArrayList<String>();
    var count = random.nextInt(9);
    for (var number = 0; number < count; number++) {
      numbers.add(Integer.toString(random.nextInt(5)));
    }
    return "[" + String.join(",", numbers) + "]";
  }
}
