package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.Setting;
import io.sampo.definition.source.Excerpt;
import io.sampo.model.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code shell_task}. */
final class ShellReader {

  private ShellReader() {}

  static @Nullable Work read(Fields fields, Texts texts, Setting setting) {
    var command = command(fields, texts);
    var environment = environment(fields, texts);
    var folder = fields.value("working_directory");
    var path = folder == null ? null : setting.files().anything(folder);
    return command.isEmpty() ? null : new Work.Shell(command, environment, path);
  }

  private static List<String> command(Fields fields, Texts texts) {
    var command = fields.required("command");
    if (command == null) {
      return List.of();
    }
    if (command.isList()) {
      if (command.items().isEmpty()) {
        command.fault("an empty list (expected: a program and its arguments)");
      }
      return texts.items(command);
    }
    var line = texts.filledText(command);
    return line == null ? List.of() : List.of("/bin/sh", "-c", line);
  }

  private static Map<String, String> environment(Fields fields, Texts texts) {
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
    return texts.members(environment);
  }
}
