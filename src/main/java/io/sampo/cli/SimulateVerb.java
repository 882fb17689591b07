package io.sampo.cli;

import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.rehearsal.DurationFile;
import io.sampo.cli.rehearsal.Durations;
import io.sampo.cli.rehearsal.MissingValues;
import io.sampo.cli.rehearsal.Origin;
import io.sampo.cli.rehearsal.Performance;
import io.sampo.cli.rehearsal.PerformanceDocument;
import io.sampo.cli.rehearsal.PerformanceText;
import io.sampo.cli.rehearsal.RecordedRun;
import io.sampo.cli.rehearsal.Repertoire;
import io.sampo.cli.rehearsal.Seconds;
import io.sampo.cli.rehearsal.TaskKeys;
import io.sampo.cli.rehearsal.TaskValues;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.JobArgument;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.definition.JobFile;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.simulation.rehearsal.Crew;
import io.sampo.simulation.rehearsal.Endless;
import io.sampo.simulation.rehearsal.Rehearsal;
import io.sampo.simulation.rehearsal.Rehearsed;
import io.sampo.simulation.rehearsal.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simulate}: one job in virtual time. How the run ends is its result, not its exit code. */
@Command(
    name = "simulate",
    description = "Rehearses a job in virtual time, and tells how long it would take, and why.")
final class SimulateVerb implements Callable<Integer> {

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
      names = "--workers",
      paramLabel = "N",
      description = "Workers; like -D sampo.worker.count=N.")
  private @Nullable String workers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Slots of each worker; like -D sampo.worker.slots=N.")
  private @Nullable String slots;

  @Option(
      names = "--duration",
      paramLabel = "KEY=SECONDS",
      description = "How long a task takes; wins over all below.")
  private List<String> durations = List.of();

  @Option(
      names = "--durations",
      paramLabel = "FILE",
      description = "How long tasks take: KEY: SECONDS, in YAML or JSON.")
  private @Nullable Path durationFile;

  @Option(
      names = "--recorded",
      paramLabel = "RUN",
      description = "A run of the data folder; the median of what each task's attempts took there.")
  private @Nullable String recorded;

  @Option(
      names = "--default",
      paramLabel = "SECONDS",
      description = "How long tasks take of which nothing is known (default: 1).")
  private String defaultSeconds = "1";

  @Option(
      names = "--fail",
      paramLabel = "KEY",
      description = "A task whose every attempt fails; all others succeed.")
  private List<String> fail = List.of();

  @Option(
      names = "--value",
      paramLabel = "KEY.NAME=JSON",
      description = "A task value that the attempts of a task set; nobody sets others.")
  private List<String> taskValues = List.of();

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  SimulateVerb(Globals globals, Nodes nodes) {
    this.globals = globals;
    this.nodes = nodes;
  }

  @Override
  public Integer call() throws IOException {
    var crew = crew();
    var path = globals.surroundings().resolve(file);
    var reading = JobFile.read(path);
    var job = reading.definition();
    if (job == null) {
      throw Complaint.usage(String.join("\n", reading.complaints()));
    }
    var err = globals.surroundings().err();
    reading.warnings().forEach(warning -> err.println("warning: " + warning));
    reading.notices().forEach(notice -> err.println("notice: " + notice.sentence()));
    var repertoire = new Repertoire(job, reading);
    var submission = repertoire.submission(JobArgument.parameters(globals, job, path, parameters));
    var keys = new TaskKeys(job, reading);
    var known = durations(keys);
    var failing = keys.checked("--fail", fail);
    var values = TaskValues.read("--value", taskValues, keys);
    var rehearsed = rehearse(repertoire, submission, crew, script(known, failing, values));
    MissingValues.notices(rehearsed, values).forEach(notice -> err.println("notice: " + notice));
    print(new Performance(job.name(), crew, known, rehearsed));
    return ExitCode.OK.code();
  }

  private Crew crew() {
    var more = new LinkedHashMap<String, String>();
    if (workers != null) {
      more.put("sampo.worker.count", workers);
    }
    if (slots != null) {
      more.put("sampo.worker.slots", slots);
    }
    var settings = settingsOptions.read(globals.surroundings(), more).worker();
    return new Crew(settings.count(), settings.slots());
  }

  private Durations durations(TaskKeys keys) throws IOException {
    var found = new Durations(Seconds.millis("--default", defaultSeconds));
    var named = SettingsOptions.assignments("--duration", "KEY=SECONDS", durations);
    keys.checked("--duration", named.keySet());
    var millis = new LinkedHashMap<String, Long>();
    named.forEach((key, text) -> millis.put(key, Seconds.millis("--duration " + key, text)));
    found.with(Origin.OPTION, millis);
    if (durationFile != null) {
      var path = globals.surroundings().resolve(durationFile);
      found.with(Origin.FILE, DurationFile.read(path, keys));
    }
    if (recorded != null) {
      var runs = new StoredRuns(globals.data(), nodes);
      var run = recorded;
      var snapshot = runs.read(runs.find(run)).orElseThrow(() -> runs.unknown(run));
      found.with(Origin.RECORDED, RecordedRun.millis(snapshot.document()));
    }
    return found;
  }

  private static Script script(Durations known, Set<String> failing, TaskValues values) {
    return new Script() {
      @Override
      public long millis(String task, TaskDefinition definition) {
        return known.of(task, definition).millis();
      }

      @Override
      public boolean fails(String task) {
        return failing.contains(task);
      }

      @Override
      public Map<String, String> values(String task) {
        return values.of(task);
      }
    };
  }

  private static Rehearsed rehearse(
      Repertoire repertoire, Submission submission, Crew crew, Script script) {
    try {
      return Rehearsal.of(repertoire, submission, crew, script);
    } catch (Endless e) {
      throw Complaint.usage(String.valueOf(e.getMessage()));
    }
  }

  private void print(Performance performance) {
    if (globals.isJson()) {
      globals.print(json -> PerformanceDocument.write(json, performance));
    } else {
      PerformanceText.lines(performance).forEach(globals.surroundings().out()::println);
    }
  }
}
