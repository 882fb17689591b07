package io.sampo.definition;

import static io.sampo.model.JobDefinition.PRIORITY_MAX;
import static io.sampo.model.JobDefinition.PRIORITY_NORMAL;

import io.sampo.definition.compute.Clusters;
import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.JobGraph;
import io.sampo.definition.reference.References;
import io.sampo.definition.setting.NamedFiles;
import io.sampo.definition.setting.NamedJobs;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Notices;
import io.sampo.definition.setting.Setting;
import io.sampo.definition.source.Faults;
import io.sampo.definition.work.WorkReader;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Limits;
import io.sampo.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a whole job. */
final class JobReader {

  private static final int NAME_CHARS_MAX = 4096;

  /** Fields that need no effect. */
  static final Set<String> HARMLESS =
      Set.of(
          "$schema",
          "description",
          "tags",
          "format",
          "queue",
          "edit_mode",
          "deployment",
          "parent_path",
          "performance_target",
          "budget_policy_id",
          "usage_policy_id",
          "access_control_list");

  private final NamedFiles files;
  private final NamedJobs jobs;
  private final Notices notices;
  private final Faults warnings;

  JobReader(NamedFiles files, NamedJobs jobs, Notices notices, Faults warnings) {
    this.files = files;
    this.jobs = jobs;
    this.notices = notices;
    this.warnings = warnings;
  }

  /** The job; null if faults leave none. What it is while there are faults is of no use. */
  @Nullable JobDefinition read(Value job) {
    var fields = Fields.of(job);
    if (fields == null) {
      return null;
    }
    var name = name(fields);
    fields.names(HARMLESS);
    NotYet.refuse(fields, NotYet.JOB);
    notices.accept(fields);
    fields.whole("max_concurrent_runs", 0, 1000, 1);
    var timeout = fields.whole("timeout_seconds", 0, Limits.WAIT_MILLIS_MAX / 1000, 0) * 1000;
    var warn = HealthReader.warnMillis(fields, notices);
    var parameters = ParameterReader.read(fields, files);
    var priority = fields.whole("priority", 1, PRIORITY_MAX, PRIORITY_NORMAL);
    var clusters = Clusters.read(fields);
    var tasks = tasks(fields, parameters, clusters);
    fields.end();
    return tasks.isEmpty()
        ? null
        : new JobDefinition(name, parameters, tasks, timeout, warn)
            .with(limited(clusters.list()), (int) priority);
  }

  private static List<JobCluster> limited(List<JobCluster> clusters) {
    return clusters.stream().limit(Limits.JOB_CLUSTERS_MAX).toList();
  }

  private static String name(Fields fields) {
    var value = fields.value("name");
    var name = value == null ? null : value.filledLiteral();
    if (value == null || name == null) {
      return "Untitled";
    }
    if (name.length() > NAME_CHARS_MAX) {
      value.fault("%d characters (expected: at most %d)".formatted(name.length(), NAME_CHARS_MAX));
      return "";
    }
    return name;
  }

  private List<TaskDefinition> tasks(Fields fields, List<Parameter> parameters, Clusters clusters) {
    var list = fields.required("tasks");
    if (list == null) {
      return List.of();
    }
    var defaults =
        parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::defaultValue));
    var works = new WorkReader(new Setting(files, jobs, defaults, notices, warnings));
    var graph = new JobGraph();
    var references = new References(defaults.keySet(), graph);
    var reader = new TaskReader(works, graph, references, clusters, notices);
    var items = list.items();
    if (list.isList() && items.isEmpty()) {
      list.fault("an empty list (expected: at least one task)");
    }
    var tasks = new ArrayList<TaskDefinition>(items.size());
    for (var item : items) {
      var task = Fields.of(item);
      var definition = task == null ? null : reader.read(task);
      if (definition != null) {
        tasks.add(definition);
      }
    }
    var dependencies = graph.check();
    if (dependencies != null) {
      references.check(dependencies);
    }
    return tasks;
  }
}
