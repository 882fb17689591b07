package io.sampo.definition;

import io.sampo.definition.field.Similar;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of one run, made of what the job declares and what the caller says. */
public final class Parameters {

  private final List<String> faults = new ArrayList<>();

  private Parameters() {}

  /** What came of resolving. */
  public sealed interface Resolution {

    /** Every parameter of the job, in the job's order, paths absolute and normalised. */
    record Resolved(Map<String, String> values) implements Resolution {}

    /** What is wrong with the caller's wishes, a line for each fault. */
    record Refused(List<String> faults) implements Resolution {}
  }

  /**
   * The final value of every parameter of {@code job}.
   *
   * @param jobFolder what paths that are defaults are relative to, see {@link JobFile#folder};
   *     those of a job that was read from a file are absolute already
   * @param callerFolder what paths from {@code overrides} are relative to, and defaults that say so
   */
  public static Resolution resolve(
      JobDefinition job, Path jobFolder, Path callerFolder, Map<String, String> overrides) {
    var resolver = new Parameters();
    var names = job.parameters().stream().map(Parameter::name).toList();
    overrides.keySet().forEach(name -> resolver.checkDeclared(name, names));
    var values = new LinkedHashMap<String, String>();
    for (var parameter : job.parameters()) {
      var name = parameter.name();
      var isDefault = !overrides.containsKey(name);
      var text = overrides.getOrDefault(name, parameter.defaultValue());
      var folder = isDefault && parameter.kind() == Kind.PATH ? jobFolder : callerFolder;
      values.put(name, parameter.kind() == Kind.TEXT ? text : resolver.path(name, text, folder));
    }
    return resolver.faults.isEmpty()
        ? new Resolution.Resolved(values)
        : new Resolution.Refused(resolver.faults);
  }

  /**
   * {@code job} with those defaults absolute that are relative to the folder a run is started from,
   * so that a run of it needs no folder: for the jobs that a job runs, before it is submitted.
   */
  public static JobDefinition settle(JobDefinition job, Path callerFolder) {
    var parameters =
        job.parameters().stream()
            .map(parameter ->
                parameter.kind() == Kind.PATH_FROM_CALLER
                    ? new Parameter(
                        parameter.name(),
                        absolute(callerFolder, parameter.defaultValue()),
                        parameter.kind())
                    : parameter)
            .toList();
    return job.withParameters(parameters);
  }

  private static String absolute(Path folder, String text) {
    return folder.toAbsolutePath().resolve(text).normalize().toString();
  }

  private void checkDeclared(String name, List<String> names) {
    if (names.contains(name)) {
      return;
    }
    var similar = Similar.to(name, names);
    var declared = names.isEmpty() ? "none, the job has no parameters" : String.join(", ", names);
    var hint = similar == null ? "" : " (did you mean '%s'?)".formatted(similar);
    faults.add("parameter %s is not declared (expected: %s)%s".formatted(name, declared, hint));
  }

  private String path(String name, String text, Path folder) {
    try {
      if (!text.isBlank()) {
        return absolute(folder, text);
      }
      faults.add("parameter %s is empty (expected: a path)".formatted(name));
    } catch (InvalidPathException e) {
      faults.add("parameter %s: %s (expected: a path)".formatted(name, e.getMessage()));
    }
    return text;
  }
}
