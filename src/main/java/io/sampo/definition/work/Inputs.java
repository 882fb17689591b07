package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NamedFiles;
import io.sampo.model.Limits;
import io.sampo.template.JsonArray;
import io.sampo.template.NotJson;
import io.sampo.template.Template;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a loop goes through: {@code inputs}, which is a JSON array as text, text with references
 * that becomes one, or a list written in the job file; or {@code inputs_file}.
 */
final class Inputs {

  private final NamedFiles files;
  private final Map<String, InputsFile> read = new HashMap<>();

  Inputs(NamedFiles files) {
    this.files = files;
  }

  /** The array or what becomes one, as text; null, and a fault, if there is none. */
  @Nullable String read(Fields fields, Texts texts) {
    var inputs = fields.value("inputs");
    var file = fields.value("inputs_file");
    if (inputs != null && file != null) {
      fields.refuse("inputs_file", "besides inputs (expected: one of them)");
      return null;
    }
    if (file != null) {
      return file(file);
    }
    if (inputs == null) {
      fields.missing("inputs or inputs_file");
      return null;
    }
    return inputs.isList() ? list(inputs, texts) : text(inputs, texts);
  }

  private @Nullable String file(Value value) {
    var path = files.file(value);
    if (path == null) {
      return null;
    }
    var file = read.computeIfAbsent(path, name -> InputsFile.read(name, files));
    if (file.refusal() != null) {
      value.fault(file.refusal());
    }
    return file.array();
  }

  private static @Nullable String list(Value list, Texts texts) {
    checkCount(list.items().size(), list);
    return NativeList.json(list, texts);
  }

  private static @Nullable String text(Value value, Texts texts) {
    var text = texts.filledText(value);
    if (text == null || !Template.parse(text).isPlain()) {
      return text;
    }
    try {
      checkCount(JsonArray.parse(text).size(), value);
      return text;
    } catch (NotJson e) {
      value.fault(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void checkCount(int count, Value at) {
    if (count > Limits.ITERATIONS_MAX) {
      at.fault("%d inputs (expected: at most %d)".formatted(count, Limits.ITERATIONS_MAX));
    }
  }
}
