package io.sampo.definition.importer.workflow;

import static io.sampo.definition.importer.workflow.Nodes.mapping;
import static io.sampo.definition.importer.workflow.Nodes.number;
import static io.sampo.definition.importer.workflow.Nodes.sequence;
import static io.sampo.definition.importer.workflow.Nodes.text;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.model.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A recorded execution in WfFormat 1.5, the format of WfCommons, as a job of the same shape in
 * which every task sleeps for as long as it once ran.
 */
public final class WorkflowInstance {

  private final Durations durations;
  private final Consumer<String> remarks;
  private final Edges edges = new Edges();
  private final List<Fields> tasks = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private Map<String, Executed> executed = Map.of();
  private TaskKeys keys = new TaskKeys(List.of());
  private int withoutTime;

  private WorkflowInstance(double timeScale, Consumer<String> remarks) {
    this.durations = new Durations(timeScale);
    this.remarks = remarks;
  }

  /**
   * What is known of a task's execution.
   *
   * @param seconds how long it ran; null if nobody says
   * @param program what it ran; null if nobody says
   */
  private record Executed(@Nullable Double seconds, @Nullable String program) {}

  /** Whether {@code root} is such an execution, perhaps with faults or of another version. */
  public static boolean isOne(Node root) {
    return root instanceof Mapping mapping
        && mapping.entries().stream()
            .anyMatch(entry -> entry.name().equals("workflow") && entry.value() instanceof Mapping);
  }

  /**
   * The job; null if faults leave none.
   *
   * @param timeScale what run times are multiplied by
   * @param remarks takes what is to be said about it
   */
  public static @Nullable Node read(Value root, double timeScale, Consumer<String> remarks) {
    return new WorkflowInstance(timeScale, remarks).job(root);
  }

  private @Nullable Node job(Value root) {
    var instance = Fields.of(root);
    var workflow = instance == null ? null : instance.fields("workflow");
    if (instance == null || workflow == null) {
      return null;
    }
    var specification = specification(instance, workflow);
    var list = specification == null ? null : specification.required("tasks");
    if (list == null) {
      return null;
    }
    var execution = workflow.fields("execution");
    executed = execution == null ? Map.of() : executed(execution);
    list.items().forEach(this::add);
    if (list.isList() && list.items().isEmpty()) {
      list.fault("an empty list (expected: at least one task)");
    }
    edges.check();
    keys = new TaskKeys(ids);
    return root.faults().isEmpty() ? job(instance) : null;
  }

  private static @Nullable Fields specification(Fields instance, Fields workflow) {
    var specification = workflow.fields("specification");
    if (specification == null) {
      var version = instance.value("schemaVersion");
      workflow
          .owner()
          .fault(
              "specification is missing; schemaVersion is %s (expected: WfFormat 1.5)"
                  .formatted(version == null ? "not given" : version.node().describe()));
    }
    return specification;
  }

  private static Map<String, Executed> executed(Fields execution) {
    var executed = new LinkedHashMap<String, Executed>();
    for (var item : execution.items("tasks")) {
      var task = Fields.of(item);
      var id = task == null ? null : task.required("id");
      var text = id == null ? null : id.filledText();
      if (task != null && text != null) {
        var runtime = task.value("runtimeInSeconds");
        var seconds = runtime == null ? null : runtime.number(0, Limits.WAIT_MILLIS_MAX / 1000.0);
        executed.putIfAbsent(text, new Executed(seconds, program(task)));
      }
    }
    return executed;
  }

  /** The first line of what a task ran, which may be a whole script. */
  private static @Nullable String program(Fields task) {
    var command = task.value("command");
    var fields = command != null && command.node() instanceof Mapping ? Fields.of(command) : null;
    var program = fields == null ? null : fields.value("program");
    return program != null && program.node() instanceof Node.Scalar scalar
        ? scalar.text().lines().findFirst().map(WorkflowInstance::unwrapped).orElse(null)
        : null;
  }

  /** A command line without the mark that it goes on in the next. */
  private static String unwrapped(String line) {
    var end = line.stripTrailing();
    return end.endsWith("\\") ? end.substring(0, end.length() - 1).stripTrailing() : end;
  }

  private void add(Value item) {
    var task = Fields.of(item);
    var at = task == null ? null : task.required("id");
    var id = at == null ? null : at.filledText();
    if (task == null || at == null || id == null) {
      return;
    }
    if (edges.add(id, at, task.items("parents"), task.items("children"))) {
      tasks.add(task);
      ids.add(id);
    }
  }

  private Node job(Fields instance) {
    var items = new ArrayList<Node>(tasks.size());
    for (var i = 0; i < tasks.size(); i++) {
      items.add(task(tasks.get(i), ids.get(i)));
    }
    if (withoutTime > 0) {
      remarks.accept("notice: tasks without runtimeInSeconds, which sleep 0: " + withoutTime);
    }
    if (keys.renamed() > 0) {
      remarks.accept(
          "notice: tasks with another key than their id, told by their description: "
              + keys.renamed());
    }
    var job = new LinkedHashMap<String, Node>();
    var name = written(instance, "name");
    job.put("name", text(name == null ? "workflow" : name));
    job.put("description", text(description(instance)));
    job.put("tasks", sequence(items));
    return mapping(job);
  }

  private static @Nullable String written(Fields fields, String name) {
    var value = fields.value(name);
    return value == null ? null : value.filledText();
  }

  private String description(Fields instance) {
    var origin = written(instance, "description");
    return "WfFormat instance of %d tasks; each sleeps for its run time x %s%s"
        .formatted(tasks.size(), durations.scale(), origin == null ? "" : ". " + origin);
  }

  private Node task(Fields fields, String id) {
    var known = executed.getOrDefault(id, new Executed(null, null));
    if (known.seconds() == null) {
      withoutTime++;
    }
    var seconds = durations.of(known.seconds() == null ? 0 : known.seconds());
    var task = new LinkedHashMap<String, Node>();
    task.put("task_key", text(keys.of(id)));
    task.put("description", text(description(fields, id, known.program())));
    var parents = edges.parents(id);
    if (!parents.isEmpty()) {
      task.put(
          "depends_on",
          sequence(
              parents.stream()
                  .map(parent -> mapping(Map.of("task_key", text(keys.of(parent)))))
                  .toList()));
    }
    var command = sequence(List.of(text("sleep"), text(seconds)));
    task.put("shell_task", mapping(Map.of("command", command)));
    if (new BigDecimal(seconds).signum() > 0) {
      task.put("expected_duration_seconds", number(seconds));
    }
    return mapping(task);
  }

  private String description(Fields task, String id, @Nullable String program) {
    var name = written(task, "name");
    var what = program != null && !program.isEmpty() ? program : name != null ? name : id;
    return keys.of(id).equals(id) ? what : "%s (task %s)".formatted(what, id);
  }
}
