package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Faults;
import io.sampo.model.JobDefinition;
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

  private static final Set<String> HARMLESS =
      Set.of(
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
  private final Notices notices;
  private final Faults warnings;

  JobReader(NamedFiles files, Notices notices, Faults warnings) {
    this.files = files;
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
    var parameters = ParameterReader.read(fields);
    var tasks = tasks(fields, parameters);
    fields.end();
    return tasks.isEmpty() ? null : new JobDefinition(name, parameters, tasks, timeout);
  }

  private static String name(Fields fields) {
    var value = fields.value("name");
    var name = value == null ? null : value.filledText();
    if (value == null || name == null) {
      return "Untitled";
    }
    if (name.length() > NAME_CHARS_MAX) {
      value.fault("%d characters (expected: at most %d)".formatted(name.length(), NAME_CHARS_MAX));
      return "";
    }
    return name;
  }

  private List<TaskDefinition> tasks(Fields fields, List<Parameter> parameters) {
    var list = fields.required("tasks");
    if (list == null) {
      return List.of();
    }
    var dependencies = new Dependencies();
    var defaults =
        parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::defaultValue));
    var works = new WorkReader(files, notices, defaults, warnings);
    var reader = new TaskReader(works, dependencies, notices);
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
    dependencies.check();
    return tasks;
  }
}
