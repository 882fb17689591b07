package io.sampo.definition.setting;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import io.sampo.definition.source.Faults;
import java.util.Map;

/**
 * What surrounds the tasks of one job file.
 *
 * @param files the files beside it
 * @param jobs the jobs beside it
 * @param parameters defaults of the job's parameters, by name
 * @param notices takes what is accepted without effect
 * @param warnings takes what is allowed, but hardly meant
 */
public record Setting(
    NamedFiles files,
    NamedJobs jobs,
    Map<String, String> parameters,
    Notices notices,
    Faults warnings) {

  public Setting {
    parameters = Map.copyOf(parameters);
  }

  /** Warns of those {@code texts} that a job parameter of the same name takes the place of. */
  public void warnOfHidden(Value mapping, Map<String, String> texts) {
    var members = mapping.members();
    for (var text : texts.entrySet()) {
      var hiding = parameters.get(text.getKey());
      var member = members.get(text.getKey());
      if (hiding != null && member != null && !isSame(text, hiding)) {
        warnings.add(
            member.node(),
            member.place(),
            "%s is hidden by the job parameter of the same name, which is %s"
                .formatted(Excerpt.of(text.getValue()), Excerpt.of(hiding)));
      }
    }
  }

  private static boolean isSame(Map.Entry<String, String> text, String hiding) {
    return text.getValue().equals(hiding)
        || text.getValue().equals("{{job.parameters." + text.getKey() + "}}");
  }
}
