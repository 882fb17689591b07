package io.sampo.definition.importer;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which people read a job: what it is called first, its tasks last. */
final class FieldOrder {

  /** Stands for every field that is not listed. */
  private static final String OTHERS = "";

  private static final List<String> JOB =
      List.of(
          "name",
          "description",
          "tags",
          "parameters",
          "schedule",
          "trigger",
          "continuous",
          "max_concurrent_runs",
          "timeout_seconds",
          "priority",
          "queue",
          OTHERS,
          "job_clusters",
          "environments",
          "tasks");

  private static final List<String> TASK =
      List.of(
          "task_key",
          "description",
          "disabled",
          "depends_on",
          "run_if",
          "_task",
          "expected_duration_seconds",
          "max_retries",
          "min_retry_interval_millis",
          "retry_on_timeout",
          "retry",
          "timeout_seconds",
          OTHERS);

  private FieldOrder() {}

  /** {@code job} with its fields, and those of its tasks, in order. */
  static Members of(Members job) {
    var ordered = sorted(job, JOB);
    return ordered.changeEach("tasks", FieldOrder::task);
  }

  private static Part task(Part part) {
    return part instanceof Members task
        ? sorted(task, TASK).change("for_each_task", FieldOrder::loop)
        : part;
  }

  private static Part loop(Part part) {
    return part instanceof Members loop ? loop.change("task", FieldOrder::task) : part;
  }

  private static Members sorted(Members mapping, List<String> order) {
    var sorted = new LinkedHashMap<String, Member>();
    mapping.members().entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                (Map.Entry<String, Member> entry) -> rank(entry.getKey(), order)))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return new Members(mapping.at(), sorted);
  }

  private static int rank(String name, List<String> order) {
    var rank = order.indexOf(name);
    if (rank < 0 && name.endsWith("_task")) {
      rank = order.indexOf("_task");
    }
    return rank < 0 ? order.indexOf(OTHERS) : rank;
  }
}
