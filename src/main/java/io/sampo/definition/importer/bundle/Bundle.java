package io.sampo.definition.importer.bundle;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.importer.part.Report;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Databricks Asset Bundle as one of its targets has it: its files joined, the target laid over
 * them. References are still in it, and put right job by job.
 */
public final class Bundle {

  private static final List<String> MARKS = List.of("bundle", "resources", "targets", "include");

  /** Of a bundle as a whole, and of each job in it: what no job file says. */
  private static final List<String> LEFT_OUT = List.of("run_as", "permissions", "artifacts");

  private static final List<String> JOB_LEFT_OUT = List.of("permissions", "lifecycle");

  private final Members tree;
  private final Report report;
  private final Resolver resolver;

  private Bundle(Target target, Wanted wanted, Report report) {
    this.report = report;
    var whole = Workspace.fill(Presets.apply(target.tree()), target.name(), wanted.user());
    tree = joinJobs(whole);
    resolver = new Resolver(tree, new Variables(tree, wanted.variables()), report);
  }

  /**
   * What of a bundle is wanted.
   *
   * @param target null for the default one
   * @param variables values by name
   */
  public record Wanted(@Nullable String target, Map<String, String> variables, String user) {}

  /** Whether {@code root} looks like a file of a bundle. */
  public static boolean isOne(Part root) {
    return root instanceof Members members
        && MARKS.stream().anyMatch(mark -> members.get(mark) != null);
  }

  /** The bundle whose root file is {@code file}; null, and faults, if no target can be chosen. */
  public static @Nullable Bundle read(Path file, Members root, Wanted wanted, Report report) {
    var whole = BundleFiles.read(file, root, report);
    var target = Target.choose(whole, wanted.target());
    if (target == null) {
      new Variables(whole, wanted.variables()); // for its faults, so that all are told at once
      return null;
    }
    return new Bundle(target, wanted, report);
  }

  /** The jobs by key, references and all; none, and a fault, if there are none. */
  public Map<String, Members> jobs() {
    var jobs = new LinkedHashMap<String, Members>();
    if (tree.get("resources") instanceof Members resources
        && resources.get("jobs") instanceof Members all) {
      all.members()
          .forEach((key, member) -> {
            if (member.part() instanceof Members job) {
              jobs.put(key, job);
            } else {
              var at = member.part().at();
              at.fault("%s (expected: a job)".formatted(at.node().describe()));
            }
          });
    }
    if (jobs.isEmpty()) {
      tree.at().fault("the bundle has no jobs (expected: some below resources.jobs)");
    }
    return jobs;
  }

  /** {@code job} with values in place of references, and what only bundles know left out. */
  public Members resolve(Members job) {
    var left = job;
    for (var field : JOB_LEFT_OUT) {
      var part = left.get(field);
      if (part != null) {
        report.warn(part.at(), "left out: job files do not know it");
        left = left.without(field);
      }
    }
    return (Members) resolver.resolve(left);
  }

  /** {@code job}, resolved, with files in place of ids of other jobs. */
  public Members link(Members job, String extension) {
    return new JobLinks(extension, jobs().keySet(), report).of(job);
  }

  /** Where files of the bundle would lie in a workspace. */
  public String filePath() {
    var workspace = tree.get("workspace") instanceof Members some ? some : tree;
    var path = workspace.get("file_path");
    return path != null && resolver.resolve(path) instanceof Text text ? text.text() : "";
  }

  /** Names what of the bundle is no job. */
  public void tellWhatIsLeftOut() {
    var names = new TreeSet<String>();
    LEFT_OUT.stream().filter(field -> tree.get(field) != null).forEach(names::add);
    if (tree.get("resources") instanceof Members resources) {
      resources.members().keySet().stream()
          .filter(kind -> !kind.equals("jobs"))
          .forEach(kind -> names.add("resources." + kind));
    }
    if (!names.isEmpty()) {
      report.remark("notice: left out, since only jobs are imported: " + String.join(", ", names));
    }
  }

  private static Members joinJobs(Members bundle) {
    if (!(bundle.get("resources") instanceof Members resources)
        || !(resources.get("jobs") instanceof Members jobs)) {
      return bundle;
    }
    var joined = jobs;
    for (var job : jobs.members().entrySet()) {
      if (job.getValue().part() instanceof Members members) {
        joined = joined.with(job.getKey(), Overlay.joinByKey(members));
      }
    }
    return bundle.with("resources", resources.with("jobs", joined));
  }
}
