package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NamedFiles;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Setting;
import io.sampo.definition.source.Excerpt;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import io.sampo.model.Work;
import io.sampo.template.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code run_job_task}. A path that it hands over is relative to the file it is written in,
 * unless it begins with a reference, which then has to stand for an absolute one.
 */
final class RunJobReader {

  private RunJobReader() {}

  static @Nullable Work read(Fields fields, Texts texts, Setting setting) {
    NotYet.refuse(fields, NotYet.RUN_JOB);
    var written = fields.value("job_file");
    if (written == null && fields.value("job_id") == null) {
      fields.missing("job_file");
    }
    var parameters = fields.value("job_parameters");
    var values = texts.members(parameters);
    var job = written == null ? null : setting.jobs().job(written);
    if (job == null) {
      return null;
    }
    var definition = job.definition();
    var settled =
        definition == null || parameters == null
            ? values
            : settled(definition, parameters, values, setting.files());
    return new Work.RunJob(job.name(), settled);
  }

  /** The values with their paths made absolute; notes those that {@code job} does not declare. */
  private static Map<String, String> settled(
      JobDefinition job, Value mapping, Map<String, String> values, NamedFiles files) {
    var declared =
        job.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::kind));
    var members = mapping.members();
    var settled = new HashMap<String, String>();
    for (var value : values.entrySet()) {
      var name = value.getKey();
      var kind = declared.get(name);
      var at = members.get(name);
      if (at == null) {
        continue;
      }
      if (kind == null) {
        at.fault(
            "%s has no parameter called %s (expected: %s)"
                .formatted(Excerpt.of(job.name()), Excerpt.of(name), names(job)),
            () -> Similar.to(name, declared.keySet()));
      } else {
        settled.put(name, kind == Kind.TEXT ? value.getValue() : path(value.getValue(), at, files));
      }
    }
    return settled;
  }

  private static String path(String text, Value at, NamedFiles files) {
    if (text.startsWith("{{") && !Template.parse(text).isPlain()) {
      return text;
    }
    var path = files.resolved(text, at);
    return path == null ? text : path;
  }

  private static String names(JobDefinition job) {
    var names = job.parameters().stream().map(Parameter::name).toList();
    return names.isEmpty()
        ? "none, it declares no parameters"
        : Excerpt.of(String.join(", ", names));
  }
}
