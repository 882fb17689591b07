package io.sampo.cli.usage;

import io.sampo.cli.process.Complaint;
import io.sampo.definition.JobFile;
import io.sampo.definition.Parameters;
import io.sampo.definition.Parameters.Resolution;
import io.sampo.definition.setting.Notice;
import io.sampo.model.JobDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A job that a command line names, without faults.
 *
 * @param file where it lies
 * @param others every job that it runs, by the name that it has for them
 * @param remarks what is allowed but hardly meant, or does nothing here, in lines
 */
public record JobArgument(
    Path file, JobDefinition job, Map<String, JobDefinition> others, List<String> remarks) {

  public JobArgument {
    others = Map.copyOf(others);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads it for an embedded node.
   *
   * @throws Complaint if it has faults; tells all of them
   */
  public static JobArgument read(Globals globals, Path file) {
    return read(globals, file, _ -> true);
  }

  /**
   * Reads it for a cluster.
   *
   * @throws Complaint if it has faults; tells all of them
   */
  public static JobArgument readForCluster(Globals globals, Path file) {
    return read(globals, file, notice -> !notice.isOfEmbedded());
  }

  private static JobArgument read(Globals globals, Path file, Predicate<Notice> isTold) {
    var path = globals.surroundings().resolve(file);
    var reading = JobFile.read(path);
    var job = reading.definition();
    if (job == null) {
      throw Complaint.usage(String.join("\n", reading.complaints()));
    }
    var remarks = new ArrayList<String>();
    reading.warnings().forEach(warning -> remarks.add("warning: " + warning));
    reading.notices().stream()
        .filter(isTold)
        .forEach(notice -> remarks.add("notice: " + notice.sentence()));
    return new JobArgument(path, job, reading.jobs(), remarks);
  }

  /** The jobs that it runs, fit for runs that know no folder. */
  public Map<String, JobDefinition> settledOthers(Globals globals) {
    var settled = new HashMap<String, JobDefinition>();
    var folder = globals.surroundings().current();
    others.forEach((name, other) -> settled.put(name, Parameters.settle(other, folder)));
    return settled;
  }

  /**
   * Every parameter of {@code job} with its value.
   *
   * @param file of the job
   * @param given as options of the command line
   * @throws Complaint if they do not fit the job
   */
  public static Map<String, String> parameters(
      Globals globals, JobDefinition job, Path file, List<String> given) {
    var overrides = new LinkedHashMap<>(SettingsOptions.assignments("-p", "NAME=VALUE", given));
    var caller = globals.surroundings().current();
    return switch (Parameters.resolve(job, JobFile.folder(file), caller, overrides)) {
      case Resolution.Resolved(var values) -> values;
      case Resolution.Refused(var faults) -> throw Complaint.usage(String.join("\n", faults));
    };
  }
}
