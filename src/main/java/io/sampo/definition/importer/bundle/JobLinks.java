package io.sampo.definition.importer.bundle;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.importer.part.Report;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the id of another job of the bundle, which only a server knows, into the name of that job's
 * file, which lies beside this one.
 */
final class JobLinks {

  private static final Pattern ID = Pattern.compile("\\$\\{resources\\.jobs\\.([\\w-]+)\\.id\\}");

  private final String extension;
  private final Set<String> keys;
  private final Report report;

  /**
   * @param extension of job files, with the dot
   * @param keys of the bundle's jobs
   */
  JobLinks(String extension, Set<String> keys, Report report) {
    this.keys = keys;
    this.extension = extension;
    this.report = report;
  }

  /** {@code job} with links in its tasks; an id anywhere else is a fault. */
  Members of(Members job) {
    var linked = job.changeEach("tasks", this::task);
    refuseIds(linked);
    return linked;
  }

  private Part task(Part part) {
    if (!(part instanceof Members task)) {
      return part;
    }
    return task.change("for_each_task", this::loop).change("run_job_task", this::link);
  }

  private Part loop(Part part) {
    return part instanceof Members loop ? loop.change("task", this::task) : part;
  }

  private Part link(Part part) {
    if (!(part instanceof Members run) || !(run.get("job_id") instanceof Text id)) {
      return part;
    }
    var matcher = ID.matcher(id.text());
    if (!matcher.matches() || !keys.contains(matcher.group(1))) {
      return run;
    }
    var key = matcher.group(1);
    report.remark(
        "notice: run_job_task names the file %s%s, which --into writes beside the others"
            .formatted(key, extension));
    return run.without("job_id").with("job_file", Part.text(id.at(), key + extension));
  }

  private void refuseIds(Part part) {
    switch (part) {
      case Text text -> {
        var matcher = ID.matcher(text.text());
        if (matcher.find() && keys.contains(matcher.group(1))) {
          text.at().fault("%s (expected: in job_id of a run_job_task only)".formatted(text.text()));
        }
      }
      case Items list -> list.items().forEach(this::refuseIds);
      case Members mapping ->
          mapping.members().values().forEach(member -> refuseIds(member.part()));
    }
  }
}
