package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Defaults;
import io.sampo.definition.setting.NamedFiles;
import io.sampo.definition.source.Excerpt;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a job. */
final class ParameterReader {

  private static final int NAME_CHARS_MAX = 255;

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Parameter> parameters = new ArrayList<>();

  private final NamedFiles files;

  private ParameterReader(NamedFiles files) {
    this.files = files;
  }

  /**
   * The parameters of the job that has {@code fields}, those left out that have faults. Defaults
   * that are paths beside the job file are absolute from here on.
   */
  static List<Parameter> read(Fields fields, NamedFiles files) {
    var reader = new ParameterReader(files);
    for (var item : fields.items("parameters")) {
      var parameter = Fields.of(item);
      if (parameter != null) {
        reader.add(parameter);
        parameter.end();
      }
    }
    return reader.parameters;
  }

  private void add(Fields fields) {
    var name = name(fields);
    var kind = kind(fields);
    var written = fields.written("default");
    if (written == null) {
      fields.missing("default");
    }
    var value = written == null ? null : value(written, kind);
    if (name != null && value != null) {
      parameters.add(new Parameter(name, value, kind));
    }
  }

  private @Nullable String value(Value written, Kind kind) {
    var text = Defaults.text(written);
    if (text == null || kind == Kind.TEXT) {
      return text;
    }
    if (text.isBlank()) {
      written.fault("empty (expected: a path)");
      return null;
    }
    var path = files.resolved(text, written);
    return kind == Kind.PATH ? path : text;
  }

  private @Nullable String name(Fields fields) {
    var written = fields.required("name");
    var name = written == null ? null : written.filledLiteral();
    if (written == null || name == null) {
      return null;
    }
    if (name.length() > NAME_CHARS_MAX || name.contains("=")) {
      written.fault(
          "%s (expected: 1 to %d characters without '=')"
              .formatted(Excerpt.of(name), NAME_CHARS_MAX));
      return null;
    }
    var first = lines.putIfAbsent(name, written.node().line());
    if (first != null) {
      written.fault("%s is declared twice (first in line %d)".formatted(Excerpt.of(name), first));
      return null;
    }
    return name;
  }

  private static Kind kind(Fields fields) {
    var isPath = fields.word("kind", List.of("text", "path")).equals("path");
    var fromCaller =
        fields.word("relative_to", List.of("job_file", "current_folder")).equals("current_folder");
    if (isPath) {
      return fromCaller ? Kind.PATH_FROM_CALLER : Kind.PATH;
    }
    fields.refuse("relative_to", "without kind: path (expected: both or neither)");
    return Kind.TEXT;
  }
}
