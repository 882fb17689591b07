package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.Setting;
import io.sampo.model.Limits;
import io.sampo.model.TaskDefinition;
import io.sampo.model.Work;
import org.jspecify.annotations.Nullable;

/** Reads a {@code for_each_task}. */
final class LoopReader {

  private final Inputs inputs;

  LoopReader(Setting setting) {
    this.inputs = new Inputs(setting.files());
  }

  @Nullable Work read(Fields fields, Texts texts, WorkReader.Repeated repeated) {
    var array = inputs.read(fields, texts);
    var concurrency = fields.whole("concurrency", 1, Limits.CONCURRENCY_MAX, 1);
    var written = fields.required("task");
    var task = written == null ? null : Fields.of(written);
    @Nullable TaskDefinition definition = task == null ? null : repeated.read(task, texts.inLoop());
    return array == null || definition == null || definition.work() instanceof Work.ForEach
        ? null
        : new Work.ForEach(array, (int) concurrency, definition);
  }
}
