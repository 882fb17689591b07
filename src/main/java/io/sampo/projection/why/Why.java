package io.sampo.projection.why;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.model.TaskStatus;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Why a task does not run, or ended as it did.
 *
 * @param task as people name it
 * @param state where it stands, by the name that the run document has for it
 * @param steps from the task to the root cause; at least one
 * @param leftOut steps in the middle of a long chain that are not among them
 */
public record Why(String task, String state, List<Step> steps, int leftOut) {

  /** Steps of a chain that are kept at its beginning, and at its end. */
  private static final int KEPT_FIRST = 50;

  private static final int KEPT_LAST = 10;
  private static final int NAMED_MAX = 20;

  public Why {
    steps = List.copyOf(steps);
  }

  /**
   * Why {@code task}, a number of a task or an iteration, stands where it does. Costs as much as
   * the tasks above it, at most.
   *
   * @throws IllegalStateException if the run has not begun
   */
  public static Why of(RunHistory history, int task, Around around) {
    var telling = new Telling(history, around);
    new Explanation(telling).of(task);
    var steps = telling.steps();
    var state = RunDocument.stateName(history.status(task));
    if (steps.size() <= KEPT_FIRST + KEPT_LAST) {
      return new Why(history.name(task), state, steps, 0);
    }
    var kept = new ArrayList<>(steps.subList(0, KEPT_FIRST));
    kept.addAll(steps.subList(steps.size() - KEPT_LAST, steps.size()));
    return new Why(history.name(task), state, kept, steps.size() - kept.size());
  }

  /** Why a task of the job that the run has no such task of does not run: it is of others only. */
  public static Why absent(RunHistory history, String name) {
    var only = IntStream.range(0, history.size()).limit(NAMED_MAX).mapToObj(history::name).toList();
    var step = new Step(name, new Reason.NotCalledFor(only));
    return new Why(name, TaskStatus.EXCLUDED.name(), List.of(step), 0);
  }

  /** All of it in one sentence, such as {@code gold does not run since silver failed: exit 1}. */
  public String sentence() {
    return Sentence.of(steps);
  }

  /** Writes it as one JSON object, and leaves the generator open. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("task_key", task);
    json.writeStringField("state", state);
    json.writeStringField("sentence", sentence());
    json.writeArrayFieldStart("reasons");
    for (var step : steps) {
      ReasonJson.write(json, step);
    }
    json.writeEndArray();
    json.writeNumberField("left_out", leftOut);
    json.writeEndObject();
  }
}
