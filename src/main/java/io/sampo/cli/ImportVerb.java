package io.sampo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.definition.importer.Imported;
import io.sampo.definition.importer.Imported.Job;
import io.sampo.definition.importer.Importer;
import io.sampo.definition.importer.Wishes;
import io.sampo.definition.importer.text.JobText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: job files out of what other systems wrote. */
@Command(
    name = "import",
    description = {
      "Turns a Databricks job (JSON), an Asset Bundle (its databricks.yml) or a WfFormat 1.5"
          + " instance into a job file on stdout.",
      "-o json writes JSON in place of YAML."
    })
final class ImportVerb implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What is to be imported.")
  private List<Path> files = List.of();

  @Option(
      names = "--job",
      paramLabel = "KEY",
      description = "The one that is wanted of several jobs.")
  private @Nullable String job;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "Writes KEY.yaml or KEY.json there for every job, in place of stdout.")
  private @Nullable Path into;

  @Option(
      names = "--time-scale",
      paramLabel = "FACTOR",
      description = "What run times in WfFormat are multiplied by (default: 1).")
  private double timeScale = 1;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "The target of a bundle (default: the one with default: true).")
  private @Nullable String target;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "The value of a variable of a bundle.")
  private List<String> variables = List.of();

  ImportVerb(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException {
    var wishes = wishes();
    var imported = files.stream().map(file -> read(file, wishes)).toList();
    var err = globals.surroundings().err();
    imported.stream().flatMap(each -> each.remarks().stream()).distinct().forEach(err::println);
    var complaints = imported.stream().flatMap(each -> each.complaints().stream()).toList();
    if (!complaints.isEmpty()) {
      throw Complaint.usage(String.join("\n", complaints));
    }
    var jobs = imported.stream().flatMap(each -> each.jobs().stream()).toList();
    if (wishes.into() != null) {
      write(jobs, wishes.into(), wishes.text());
    } else if (jobs.size() == 1) {
      globals.surroundings().out().print(wishes.text().write(jobs.getFirst().tree()));
    } else {
      throw Complaint.usage(
          "%d files are %d jobs (expected: one, or --into FOLDER)"
              .formatted(files.size(), jobs.size()));
    }
    return ExitCode.OK.code();
  }

  private Imported read(Path file, Wishes wishes) {
    return Importer.read(globals.surroundings().resolve(file), wishes);
  }

  private Wishes wishes() {
    if (!(timeScale >= 0 && timeScale <= Wishes.TIME_SCALE_MAX)) {
      throw Complaint.usage(
          "--time-scale: %s (expected: 0 to %.0f)".formatted(timeScale, Wishes.TIME_SCALE_MAX));
    }
    return new Wishes(
        timeScale,
        job,
        target,
        SettingsOptions.assignments("--var", "NAME=VALUE", variables),
        user(),
        into == null ? null : globals.surroundings().resolve(into),
        globals.isJson() ? JobText.JSON : JobText.YAML);
  }

  /** Who calls: bundles name what they make for one person after that person. */
  private String user() {
    var surroundings = globals.surroundings();
    var name = surroundings.properties().getOrDefault("user.name", "");
    return surroundings.environment().getOrDefault("USER", name.isEmpty() ? "user" : name);
  }

  /** Writes every job or, if any of the files is there already, none. */
  private void write(List<Job> jobs, Path folder, JobText text) throws IOException {
    var files = new LinkedHashMap<Path, Job>();
    for (var each : jobs) {
      var file = folder.resolve(fileName(each.key()) + text.extension());
      if (files.putIfAbsent(file, each) != null || Files.exists(file)) {
        throw Complaint.usage("%s: exists (expected: a new file)".formatted(file));
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<Path, Job> file : files.entrySet()) {
      var written = text.write(file.getValue().tree());
      Files.writeString(file.getKey(), written, UTF_8, StandardOpenOption.CREATE_NEW);
      globals.surroundings().err().println("wrote " + file.getKey());
    }
  }

  /** A key as the name of a file in the folder, and never of one elsewhere. */
  private static String fileName(String key) {
    var name = key.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    return name.startsWith(".") ? "_" + name : name;
  }
}
