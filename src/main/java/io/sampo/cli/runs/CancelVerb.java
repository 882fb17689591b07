package io.sampo.cli.runs;

import io.sampo.cli.session.Nodes;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs cancel}: ends a run, or one task of it, early. */
@Command(name = "cancel", description = "Ends a run, or one task of it, early.")
public final class CancelVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Option(
      names = "--task",
      paramLabel = "KEY",
      description = "Only this task; what depends on it goes on as its run_if says.")
  private @Nullable String task;

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  /** The verb on {@code nodes}. */
  public CancelVerb(Globals globals, Nodes nodes) {
    this.globals = globals;
    this.nodes = nodes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var wishes = Wishes.about(run, globals, nodes);
    var by = globals.surroundings().user();
    var wish =
        task == null
            ? new RunCommand.Stop(StopReason.CANCELED, by)
            : new RunCommand.CancelTask(wishes.task("--task", task), by);
    return wishes.send(wish, settings);
  }
}
