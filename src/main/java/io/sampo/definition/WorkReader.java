package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import io.sampo.definition.source.Faults;
import io.sampo.model.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a task does: exactly one of the kinds of tasks. */
final class WorkReader {

  private static final SortedSet<String> KINDS =
      new TreeSet<>(Set.of("notebook_task", "java_task", "shell_task", "sql_task"));

  private static final Set<String> ALL_KINDS =
      Stream.of(KINDS, NotYet.KINDS.keySet()).flatMap(Set::stream).collect(Collectors.toSet());

  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private static final List<String> SOURCES = List.of("WORKSPACE", "GIT");

  private final NamedFiles files;
  private final Notices notices;
  private final Map<String, String> jobParameters;
  private final Faults warnings;

  /**
   * @param jobParameters defaults by name
   * @param warnings takes what is allowed, but hardly meant
   */
  WorkReader(
      NamedFiles files, Notices notices, Map<String, String> jobParameters, Faults warnings) {
    this.files = files;
    this.notices = notices;
    this.jobParameters = jobParameters;
    this.warnings = warnings;
  }

  /** The work of the task that has {@code fields}; null if a fault leaves none. */
  @Nullable Work read(Fields fields) {
    NotYet.refuse(fields, NotYet.KINDS);
    @Nullable Work work = null;
    for (var kind : fields.names(KINDS)) {
      work = read(kind.name(), fields);
    }
    checkCount(fields);
    return work;
  }

  private static void checkCount(Fields fields) {
    var names = fields.names(ALL_KINDS);
    if (names.isEmpty()) {
      fields.owner().fault("does nothing (expected: %s)".formatted(String.join(" or ", KINDS)));
    }
    for (var name : names.stream().skip(1).toList()) {
      name.fault(
          "%s besides %s (expected: one kind of work in a task)"
              .formatted(name.name(), names.getFirst().name()));
    }
  }

  private @Nullable Work read(String kind, Fields task) {
    var fields = task.fields(kind);
    if (fields == null) {
      return null;
    }
    var work =
        switch (kind) {
          case "notebook_task" -> notebook(fields);
          case "java_task" -> javaClass(fields);
          case "shell_task" -> shell(fields);
          case "sql_task" -> sql(fields);
          default -> throw new AssertionError(kind);
        };
    fields.end();
    return work;
  }

  private @Nullable Work notebook(Fields fields) {
    var written = fields.required("notebook_path");
    var path = written == null ? null : files.notebook(written);
    checkSource(fields);
    notices.acceptWarehouse(fields);
    var parameters = fields.value("base_parameters");
    var texts = parameters == null ? Map.<String, String>of() : parameters.textMembers();
    if (parameters != null) {
      warnOfHidden(parameters, texts);
    }
    return path == null ? null : new Work.Notebook(path, texts);
  }

  private void warnOfHidden(Value parameters, Map<String, String> texts) {
    var members = parameters.members();
    for (var text : texts.entrySet()) {
      var hiding = jobParameters.get(text.getKey());
      var member = members.get(text.getKey());
      if (hiding != null && member != null && !hiding.equals(text.getValue())) {
        warnings.add(
            member.node(),
            member.place(),
            "%s is hidden by the job parameter of the same name, which is %s"
                .formatted(Excerpt.of(text.getValue()), Excerpt.of(hiding)));
      }
    }
  }

  private @Nullable Work javaClass(Fields fields) {
    var value = fields.required("main_class_name");
    var name = value == null ? null : value.text();
    if (value != null && name != null && !CLASS_NAME.matcher(name).matches()) {
      value.fault(
          "%s (expected: a class such as org.example.Load)".formatted(value.node().describe()));
    }
    var jar = fields.value("jar");
    var path = jar == null ? null : files.file(jar);
    var parameters = fields.texts("parameters");
    return name == null ? null : new Work.JavaClass(name, path, parameters);
  }

  private @Nullable Work shell(Fields fields) {
    var command = command(fields);
    var environment = environment(fields);
    var folder = fields.value("working_directory");
    var path = folder == null ? null : files.anything(folder);
    return command.isEmpty() ? null : new Work.Shell(command, environment, path);
  }

  private static List<String> command(Fields fields) {
    var command = fields.required("command");
    if (command == null) {
      return List.of();
    }
    if (command.isList()) {
      var words = command.textItems();
      if (command.items().isEmpty()) {
        command.fault("an empty list (expected: a program and its arguments)");
      }
      return words;
    }
    var line = command.filledText();
    return line == null ? List.of() : List.of("/bin/sh", "-c", line);
  }

  private static Map<String, String> environment(Fields fields) {
    var environment = fields.value("env");
    if (environment == null) {
      return Map.of();
    }
    for (var variable : environment.members().entrySet()) {
      var name = variable.getKey();
      if (name.isEmpty() || name.contains("=")) {
        variable
            .getValue()
            .fault("'%s' (expected: a name without '=')".formatted(Excerpt.of(name)));
      }
    }
    return environment.textMembers();
  }

  private @Nullable Work sql(Fields fields) {
    for (var stored : List.of("query", "alert", "dashboard")) {
      fields.refuse(stored, NotYet.reason("statement, or file with a path"));
    }
    notices.acceptWarehouse(fields);
    var statement = fields.text("statement");
    var file = fields.fields("file");
    var path = file == null ? null : sqlFile(file);
    var url = fields.text("jdbc_url");
    var parameters = fields.texts("parameters");
    if (fields.value("statement") != null && file != null) {
      fields.refuse("file", "besides statement (expected: one of them)");
      return null;
    }
    if (fields.value("statement") == null && fields.value("file") == null) {
      fields.missing("statement or file");
    }
    return statement == null && path == null
        ? null
        : new Work.Sql(statement, path, url, parameters);
  }

  private @Nullable String sqlFile(Fields file) {
    var written = file.required("path");
    checkSource(file);
    file.end();
    return written == null ? null : files.file(written);
  }

  private static void checkSource(Fields fields) {
    if (fields.word("source", SOURCES).equals("GIT")) {
      fields.refuse("source", NotYet.reason("a file beside the job file"));
    }
  }
}
