package io.sampo.definition;

import io.sampo.definition.field.Fields;
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

  private ParameterReader() {}

  /** The parameters of the job that has {@code fields}, those left out that have faults. */
  static List<Parameter> read(Fields fields) {
    var reader = new ParameterReader();
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
    var value = written == null ? null : written.text();
    if (written != null && value != null && value.isEmpty() && kind != Kind.TEXT) {
      written.fault("empty (expected: a path)");
    }
    if (name != null && value != null) {
      parameters.add(new Parameter(name, value, kind));
    }
  }

  private @Nullable String name(Fields fields) {
    var written = fields.required("name");
    var name = written == null ? null : written.filledText();
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
