package io.sampo.cli.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.model.Limits;
import io.sampo.projection.AttemptState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** The durations that a run document tells of. */
public final class RecordedRun {

  private RecordedRun() {}

  /** The median of each task's successful attempts in milliseconds, of those that have any. */
  public static Map<String, Long> millis(JsonNode document) {
    var millis = new LinkedHashMap<String, Long>();
    for (var task : document.path("tasks")) {
      var sorted = successes(task).sorted().toArray();
      if (sorted.length > 0) {
        var low = sorted[(sorted.length - 1) / 2];
        var high = sorted[sorted.length / 2];
        millis.put(task.path("task_key").asText(), low + (high - low) / 2);
      }
    }
    return millis;
  }

  /** Wall clocks may jump, so an attempt may seem to take less than nothing, or years. */
  private static LongStream successes(JsonNode task) {
    return StreamSupport.stream(task.path("attempts").spliterator(), false)
        .filter(attempt -> attempt.path("state").asText().equals(AttemptState.SUCCESS.name()))
        .filter(attempt -> attempt.path("start_time").isNumber())
        .filter(attempt -> attempt.path("end_time").isNumber())
        .mapToLong(
            attempt -> attempt.path("end_time").asLong() - attempt.path("start_time").asLong())
        .map(millis -> Math.clamp(millis, 0, Limits.WAIT_MILLIS_MAX));
  }
}
