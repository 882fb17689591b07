package io.sampo.cli;

import io.sampo.cli.folder.RunLock;
import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.RunSession;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.JobArgument;
import io.sampo.cli.usage.Results;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.cli.view.Wording;
import io.sampo.cluster.JobFamily;
import io.sampo.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: one job on an embedded node, to its end. */
@Command(
    name = "run",
    description = "Runs a job on one embedded node, to its end, and shows its tasks.")
final class RunVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;

  @Parameters(paramLabel = "JOB", description = "A job file, in YAML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job. Of several with one name the last wins.")
  private List<String> parameters = List.of();

  @Option(
      names = "--only",
      paramLabel = "KEY",
      split = ",",
      description =
          "Runs only these tasks; what they depend on counts as done. +KEY adds all that the task"
              + " depends on, KEY+ all that depends on it.")
  private List<String> only = List.of();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Workers of the node; like -D sampo.worker.count=N.")
  private @Nullable String workers;

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  RunVerb(Globals globals, Nodes nodes) {
    this.globals = globals;
    this.nodes = nodes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var settings = settingsOptions.read(globals.surroundings(), settings());
    var argument = JobArgument.read(globals, file);
    var remarks = new ArrayList<>(argument.remarks());
    var selection = Selection.of(argument.job(), only);
    selection.remark().ifPresent(remark -> remarks.add("notice: " + remark));
    var job = selection.job();
    var resolved = JobArgument.parameters(globals, job, argument.file(), parameters);
    var family = new JobFamily(job, argument.settledOthers(globals));
    return start(family, resolved, settings, remarks);
  }

  private Map<String, String> settings() {
    return workers == null ? Map.of() : Map.of("sampo.worker.count", workers);
  }

  private int start(
      JobFamily family, Map<String, String> values, Settings settings, List<String> remarks)
      throws IOException, InterruptedException {
    var data = globals.data();
    var job = family.job();
    var place = new RunPlace(data, data.create(job.tasks().size()));
    try (var _ = RunLock.of(place.folder())) {
      var session = new RunSession(globals.surroundings(), place, job, settings);
      var name = Wording.clean(job.name());
      session.say(List.of("run %s  %s  data %s".formatted(place.run(), name, data.root())));
      session.say(remarks);
      var code = session.carryOut(() -> nodes.submit(place, family, values, settings), 0);
      session.snapshot().ifPresent(new Results(globals)::print);
      return code;
    }
  }
}
