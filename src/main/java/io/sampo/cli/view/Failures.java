package io.sampo.cli.view;

import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import java.nio.file.Path;
import java.util.List;

/** What is said at once of attempts that failed in a run that is the work of a task. */
public final class Failures {

  private Failures() {}

  /**
   * One paragraph for each failed attempt in {@code event}, the last one of {@code history}.
   *
   * @param folder of the run
   * @param above the tasks that lead to the run, in front of each paragraph
   */
  public static List<String> lines(RunHistory history, Path folder, RunEvent event, String above) {
    if (!(event instanceof RunEvent.AttemptsEnded(_, var ended))) {
      return List.of();
    }
    var failing = new Failing(history, folder);
    return ended.stream()
        .flatMap(one -> failing.lines(one).stream())
        .map(line -> line.startsWith("  ") ? line : above + line)
        .toList();
  }
}
