package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Setting;
import io.sampo.model.Work;
import org.jspecify.annotations.Nullable;

/** Reads a {@code sql_task}. */
final class SqlReader {

  private SqlReader() {}

  static @Nullable Work read(Fields fields, Texts texts, Setting setting) {
    NotYet.refuse(fields, NotYet.SQL);
    setting.notices().acceptWarehouse(fields);
    var statement = text(fields.value("statement"), texts);
    var file = fields.fields("file");
    var path = file == null ? null : path(file, setting);
    var url = text(fields.value("jdbc_url"), texts);
    var parameters = fields.value("parameters");
    var values = texts.members(parameters);
    if (parameters != null) {
      setting.warnOfHidden(parameters, values);
    }
    if (fields.value("statement") != null && file != null) {
      fields.refuse("file", "besides statement (expected: one of them)");
      return null;
    }
    if (fields.value("statement") == null && fields.value("file") == null) {
      fields.missing("statement or file");
    }
    return statement == null && path == null ? null : new Work.Sql(statement, path, url, values);
  }

  private static @Nullable String text(@Nullable Value value, Texts texts) {
    return value == null ? null : texts.filledText(value);
  }

  private static @Nullable String path(Fields file, Setting setting) {
    var written = file.required("path");
    NotebookReader.checkSource(file);
    file.end();
    return written == null ? null : setting.files().file(written);
  }
}
