package io.sampo.definition.importer;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Report;
import io.sampo.definition.source.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Databricks job as JSON: what somebody sends to {@code jobs/create}, or what {@code jobs/get}
 * and {@code jobs/list} answer, in which the job lies among what only the server knows.
 */
final class JobAnswer {

  private static final List<String> SETTINGS = List.of("settings", "new_settings");

  private JobAnswer() {}

  /**
   * A job among others.
   *
   * @param isFromServer whether it may hold fields that nobody wrote
   */
  record Found(Members job, boolean isFromServer) {}

  /** Whether {@code root} is one of the forms that are understood. */
  static boolean isOne(Part root) {
    return switch (root) {
      case Members mapping ->
          settings(mapping) != null
              || mapping.get("tasks") != null
              || mapping.get("jobs") instanceof Items;
      case Items list -> isListOfJobs(list);
      case Part.Text _ -> false;
    };
  }

  /** The jobs by key; a job that stands alone has {@code name} for a key. */
  static Map<String, Found> find(Part root, String name, Report report) {
    if (root instanceof Members mapping) {
      if (mapping.get("jobs") instanceof Items list && settings(mapping) == null) {
        if ("true".equals(mapping.text("has_more"))) {
          report.warn(mapping.at(), "has_more: the server has more jobs than these");
        }
        return ofList(list, report);
      }
      return Map.of(name, found(mapping, report));
    }
    return root instanceof Items list ? ofList(list, report) : Map.of();
  }

  private static Map<String, Found> ofList(Items list, Report report) {
    var jobs = new LinkedHashMap<String, Found>();
    if (list.items().isEmpty()) {
      list.at().fault("an empty list (expected: at least one job)");
    }
    for (var item : list.items()) {
      if (item instanceof Members job) {
        var id = job.text("job_id");
        var key = id == null ? "job-%d".formatted(jobs.size() + 1) : id;
        if (jobs.putIfAbsent(key, found(job, report)) != null) {
          job.at().fault("job_id %s is there twice (expected: once)".formatted(Excerpt.of(key)));
        }
      } else {
        item.at().fault("%s (expected: a job)".formatted(item.at().node().describe()));
      }
    }
    return jobs;
  }

  private static Found found(Members answer, Report report) {
    var field = settings(answer);
    if (field == null) {
      return new Found(answer, false);
    }
    if ("true".equals(answer.text("has_more"))) {
      Objects.requireNonNull(answer.get("has_more"))
          .at()
          .fault("true: this is one page of a job's tasks (expected: all of them in one file)");
    }
    var dropped = new ArrayList<>(answer.members().keySet());
    dropped.remove(field);
    if (!dropped.isEmpty()) {
      report.remark("notice: dropped, known to the server only: " + String.join(", ", dropped));
    }
    return new Found((Members) Objects.requireNonNull(answer.get(field)), true);
  }

  private static @Nullable String settings(Members answer) {
    return SETTINGS.stream()
        .filter(field -> answer.get(field) instanceof Members)
        .findFirst()
        .orElse(null);
  }

  private static boolean isListOfJobs(Items list) {
    return !list.items().isEmpty()
        && list.items().getFirst() instanceof Members first
        && (settings(first) != null || first.get("tasks") != null);
  }
}
