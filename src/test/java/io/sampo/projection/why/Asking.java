package io.sampo.projection.why;

import io.sampo.projection.Controls;
import io.sampo.run.RunStory;
import java.util.List;

/** Questions that tests ask of a story. */
final class Asking {

  private Asking() {}

  static Around around(RunStory story) {
    return Around.busy(story.now().wallMillis());
  }

  static Why why(RunStory story, String task) {
    return why(story, task, around(story));
  }

  static Why why(RunStory story, String task, Around around) {
    var history = Controls.history(story);
    return Why.of(history, history.find(task).orElseThrow(), around);
  }

  static String sentence(RunStory story, String task) {
    return why(story, task).sentence();
  }

  static List<String> names(Why why) {
    return why.steps().stream()
        .map(step -> "%s of %s".formatted(ReasonJson.name(step.reason()), step.task()))
        .toList();
  }
}
