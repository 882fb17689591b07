package io.sampo.projection.why;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps as one plain sentence. */
final class Sentence {

  /** More than that of what others wrote is not shown. */
  private static final int CHARS_MAX = 600;

  private Sentence() {}

  static String of(List<Step> steps) {
    var text = new StringBuilder(steps.getFirst().task()).append(' ');
    for (var place = 0; place < steps.size(); place++) {
      var step = steps.get(place);
      if (place > 0) {
        if (isPassed(steps, place)) {
          continue;
        }
        text.append(joint(steps, place));
      }
      if (!isSaid(steps, place)) {
        text.append(Phrases.of(step.reason()));
      }
    }
    return text.length() <= CHARS_MAX ? text.toString() : text.substring(0, CHARS_MAX - 1) + "…";
  }

  /** Of a long line of tasks that wait for each other only the ends are told. */
  private static boolean isPassed(List<Step> steps, int place) {
    return waits(steps, place) && waits(steps, place - 1) && waits(steps, place + 1);
  }

  /** A rule that is not met says that the task does not run; what follows says only why not. */
  private static boolean isSaid(List<Step> steps, int place) {
    return place > 0
        && steps.get(place - 1).reason() instanceof Reason.RunIfNotMet
        && root(steps.get(place).reason()) != null;
  }

  private static @Nullable String root(Reason reason) {
    return switch (reason) {
      case Reason.UpstreamFailed failed -> failed.root();
      case Reason.UpstreamCanceled canceled -> canceled.root();
      case Reason.Waiting _, Reason.UnderWay _, Reason.NotRun _, Reason.Ended _ -> null;
    };
  }

  private static boolean waits(List<Step> steps, int place) {
    return place < steps.size() && steps.get(place).reason() instanceof Reason.WaitsForDependency;
  }

  private static String joint(List<Step> steps, int place) {
    var before = steps.get(place - 1);
    var step = steps.get(place);
    if (isSaid(steps, place)) {
      return "; " + root(step.reason());
    }
    if (before.task().equals(step.task())) {
      return "; it ";
    }
    return switch (before.reason()) {
      case Reason.WaitsForDependency _ when place > 1 && isPassed(steps, place - 1) -> ", … which ";
      case Reason.WaitsForDependency _ -> ", which ";
      case Reason.UpstreamFailed _, Reason.UpstreamCanceled _ -> " ";
      case Reason.Waiting _, Reason.UnderWay _, Reason.NotRun _, Reason.Ended _ ->
          "; %s ".formatted(step.task());
    };
  }
}
