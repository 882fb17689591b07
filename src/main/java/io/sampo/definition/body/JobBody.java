package io.sampo.definition.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.SourceTree;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import io.sampo.model.TaskDefinition;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job file as the body of a request: what is written in it, and in place of all that depends on
 * the folder it lies in what that came to. Paths are absolute, extensions are there, inputs of
 * loops stand in the body; so whoever gets it needs neither the folder nor what lies in it.
 */
public final class JobBody {

  private final JobDefinition job;

  private JobBody(JobDefinition job) {
    this.job = job;
  }

  /**
   * The body of the job in {@code file}.
   *
   * @param job what the file was found to say
   * @throws IOException if the file is another one by now
   */
  public static ObjectNode of(Path file, JobDefinition job) throws IOException {
    var root = SourceTree.read(file, new Faults(file.toString()));
    if (root != null && JsonOfTree.of(root) instanceof ObjectNode body) {
      new JobBody(job).settle(body);
      return body;
    }
    throw new IOException("%s: changed while it was read; call again".formatted(file));
  }

  private void settle(ObjectNode body) throws IOException {
    for (var parameter : body.path("parameters")) {
      settleParameter((ObjectNode) parameter);
    }
    var tasks = new HashMap<String, TaskDefinition>();
    job.tasks().forEach(task -> tasks.put(task.key().value(), task));
    for (var task : body.path("tasks")) {
      var definition = tasks.get(task.path("task_key").asText());
      if (definition == null) {
        throw new IOException("%s: changed while it was read; call again".formatted(job.name()));
      }
      settle((ObjectNode) task, definition.work());
    }
  }

  private void settleParameter(ObjectNode parameter) {
    var name = parameter.path("name").asText();
    job.parameters().stream()
        .filter(one -> one.name().equals(name) && one.kind() != Kind.TEXT)
        .map(Parameter::defaultValue)
        .forEach(value -> parameter.put("default", value));
  }

  private static void settle(ObjectNode task, Work work) {
    switch (work) {
      case Work.Notebook notebook ->
          put(task.path("notebook_task"), "notebook_path", notebook.notebook());
      case Work.JavaClass java -> {
        if (java.jar() != null) {
          put(task.path("java_task"), "jar", java.jar());
        }
      }
      case Work.Sql sql -> {
        if (sql.file() != null) {
          put(task.path("sql_task").path("file"), "path", sql.file());
        }
      }
      case Work.Shell shell -> {
        if (shell.workingDirectory() != null) {
          put(task.path("shell_task"), "working_directory", shell.workingDirectory());
        }
      }
      case Work.RunJob child -> settle(task.path("run_job_task"), child);
      case Work.ForEach loop -> settle(task.path("for_each_task"), loop);
      case Work.Condition _ -> {}
    }
  }

  private static void settle(JsonNode fields, Work.RunJob child) {
    put(fields, "job_file", child.job());
    Map<String, String> parameters = new TreeMap<>(child.parameters());
    if (fields instanceof ObjectNode object && !parameters.isEmpty()) {
      parameters.forEach(object.putObject("job_parameters")::put);
    }
  }

  private static void settle(JsonNode fields, Work.ForEach loop) {
    if (fields.has("inputs_file") && fields instanceof ObjectNode object) {
      object.remove("inputs_file");
      object.put("inputs", loop.inputs());
    }
    if (fields.path("task") instanceof ObjectNode repeated) {
      settle(repeated, loop.task().work());
    }
  }

  private static void put(JsonNode fields, String name, String value) {
    if (fields instanceof ObjectNode object) {
      object.put(name, value);
    }
  }
}
