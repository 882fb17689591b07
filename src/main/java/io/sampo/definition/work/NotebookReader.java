package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Setting;
import io.sampo.model.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code notebook_task}. */
final class NotebookReader {

  private static final List<String> SOURCES = List.of("WORKSPACE", "GIT");

  private NotebookReader() {}

  static @Nullable Work read(Fields fields, Texts texts, Setting setting) {
    var written = fields.required("notebook_path");
    var path = written == null ? null : setting.files().notebook(written);
    checkSource(fields);
    setting.notices().acceptWarehouse(fields);
    var parameters = fields.value("base_parameters");
    var values = texts.members(parameters);
    if (parameters != null) {
      setting.warnOfHidden(parameters, values);
    }
    return path == null ? null : new Work.Notebook(path, values);
  }

  /** Refuses a file that is not beside the job file. */
  static void checkSource(Fields fields) {
    if (fields.word("source", SOURCES).equals("GIT")) {
      fields.refuse("source", NotYet.reason("a file beside the job file"));
    }
  }
}
