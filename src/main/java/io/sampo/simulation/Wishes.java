package io.sampo.simulation;

import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark.How;
import io.sampo.run.StopReason;
import io.sampo.simulation.story.Intent;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What exactly a client wishes of a run that exists; at times there is something wrong with it. */
final class Wishes {

  private final Cluster cluster;
  private final SplittableRandom random;

  Wishes(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  RunCommand.Wish of(Intent.Kind kind, RunId run) {
    return switch (kind) {
      case STOP -> new RunCommand.Stop(StopReason.CANCELED, "client");
      case CANCEL_TASK -> new RunCommand.CancelTask(task(run), "client");
      case MARK -> {
        var how = random.nextBoolean() ? How.SUCCEEDED : How.SKIPPED;
        yield new RunCommand.Mark(task(run), how, "client", "");
      }
      case REPAIR -> repair(run);
    };
  }

  private TaskKey task(RunId run) {
    var tasks = cluster.witness.job(run).tasks();
    return random.nextInt(20) == 0
        ? new TaskKey("nobody")
        : tasks.get(random.nextInt(tasks.size())).key();
  }

  private RunCommand.Repair repair(RunId run) {
    var latest =
        switch (random.nextInt(10)) {
          case 0 -> null;
          case 1 -> Long.valueOf(7);
          default -> cluster.witness.latestRepair(run);
        };
    var all = random.nextInt(3) == 0;
    return new RunCommand.Repair(
        cluster.ids(1).value(),
        latest,
        all || random.nextInt(20) == 0 ? List.of() : List.of(task(run)),
        all,
        random.nextBoolean(),
        parameters(),
        "client");
  }

  private Map<String, String> parameters() {
    return switch (random.nextInt(16)) {
      case 0 -> Map.of("unknown", "1");
      case 1 -> Map.of("p", "{{tasks.t0.values.rows}}");
      case 2, 3, 4, 5 -> Map.of("p", Integer.toString(random.nextInt(9)));
      default -> Map.of();
    };
  }
}
