package io.sampo.cli.rehearsal;

import io.sampo.model.TaskStatus;
import io.sampo.simulation.rehearsal.Rehearsed;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Task values for want of which tasks of a rehearsal failed, though a real run may have them. */
public final class MissingValues {

  private MissingValues() {}

  /** One line for each value, with the first task that failed without it. */
  public static List<String> notices(Rehearsed rehearsed, TaskValues values) {
    var told = new LinkedHashSet<String>();
    var notices = new LinkedHashSet<String>();
    for (var number = 0; number < rehearsed.size(); number++) {
      var row = rehearsed.row(number);
      if (row.status() != TaskStatus.FAILED || row.worked() > 0) {
        continue;
      }
      for (var missing : missing(row, values)) {
        if (told.add(missing)) {
          notices.add(
              "%s failed since no attempt sets task values here (expected: --value %s=JSON)"
                  .formatted(row.name(), missing));
        }
      }
    }
    return List.copyOf(notices);
  }

  private static Set<String> missing(Rehearsed.Row row, TaskValues values) {
    var beside = row.path().substring(0, row.path().lastIndexOf('/') + 1);
    var missing = new LinkedHashSet<String>();
    row.task()
        .work()
        .filled(text -> {
          for (var reference : Template.parse(text).references()) {
            if (reference instanceof Reference.TaskValue(var task, var name)
                && !values.of(beside + task).containsKey(name)) {
              missing.add("%s%s.%s".formatted(beside, task, name));
            }
          }
          return text;
        });
    return missing;
  }
}
