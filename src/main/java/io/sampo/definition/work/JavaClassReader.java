package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.Setting;
import io.sampo.model.Work;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code java_task}. */
final class JavaClassReader {

  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private JavaClassReader() {}

  static @Nullable Work read(Fields fields, Texts texts, Setting setting) {
    var value = fields.required("main_class_name");
    var name = value == null ? null : value.literal();
    if (value != null && name != null && !CLASS_NAME.matcher(name).matches()) {
      value.fault(
          "%s (expected: a class such as org.example.Load)".formatted(value.node().describe()));
    }
    var jar = fields.value("jar");
    var path = jar == null ? null : setting.files().file(jar);
    var parameters = texts.members(fields.value("parameters"));
    return name == null ? null : new Work.JavaClass(name, path, parameters);
  }
}
