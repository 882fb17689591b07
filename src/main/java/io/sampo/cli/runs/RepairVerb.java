package io.sampo.cli.runs;

import io.sampo.cli.process.Complaint;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.definition.Parameters.Resolution;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskKey;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs repair}: does parts of a run again, under the id that it has. */
@Command(
    name = "repair",
    description =
        "Does parts of a run again: without --task, all that did not succeed and what depends on"
            + " it.")
public final class RepairVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Option(
      names = "--task",
      paramLabel = "KEY",
      split = ",",
      description = "Only these tasks, which may have succeeded (rerun_tasks).")
  private List<String> tasks = List.of();

  @Option(
      names = "--all-failed",
      description = "Every task that did not succeed (rerun_all_failed_tasks).")
  private boolean allFailed;

  @Option(
      names = "--dependents",
      description = "What depends on these as well (rerun_dependent_tasks).")
  private boolean dependents;

  @Option(
      names = "--latest-repair-id",
      paramLabel = "ID",
      description = "Refuses if another repair came after this one (default: refuses nothing).")
  private @Nullable Long latestRepairId;

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job, in place of the value that it had.")
  private List<String> parameters = List.of();

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public RepairVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (allFailed && !tasks.isEmpty()) {
      throw Complaint.usage("--all-failed and --task (expected: one of them)");
    }
    servers.refuseServer(globals, "runs repair");
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var wishes = Wishes.about(run, globals, nodes);
    var archive = wishes.archive();
    var keys = new ArrayList<TaskKey>();
    for (var task : tasks) {
      keys.add(wishes.task("--task", task));
    }
    var isWhole = keys.isEmpty() && !allFailed;
    var repair =
        new RunCommand.Repair(
            globals.data().takeId(),
            latestRepairId == null ? latest(archive.history()) : latestRepairId,
            keys,
            keys.isEmpty(),
            dependents || isWhole,
            overrides(archive.job()),
            globals.surroundings().user());
    return wishes.send(repair, settings);
  }

  private static @Nullable Long latest(RunHistory history) {
    var live = history.live();
    return live == null || live.repairs().isEmpty() ? null : live.repairs().getLast().id();
  }

  /** The parameters that are given here, paths absolute. */
  private Map<String, String> overrides(JobDefinition job) {
    var given = SettingsOptions.assignments("-p", "NAME=VALUE", parameters);
    var folder = globals.surroundings().current();
    return switch (io.sampo.definition.Parameters.resolve(job, folder, folder, given)) {
      case Resolution.Resolved(var values) -> {
        var overrides = new HashMap<>(values);
        overrides.keySet().retainAll(given.keySet());
        yield overrides;
      }
      case Resolution.Refused(var faults) -> throw Complaint.usage(String.join("\n", faults));
    };
  }
}
