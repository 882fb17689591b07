package io.sampo.campaign.check.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.campaign.check.AttemptRecord;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.TaskRecord;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The final documents of all runs, each with the name of its job. */
final class RunsFile {

  private RunsFile() {}

  /** The run that a line holds. */
  static RunRecord run(JsonNode line) {
    var document = line.path("document");
    return new RunRecord(
        document.path("run_id").asLong(),
        line.path("job_name").asText(),
        document.path("seq").asLong(),
        document.path("result").isTextual() ? document.path("result").asText() : "",
        number(document.path("end_time")),
        all(document.path("tasks")).stream().map(RunsFile::task).toList());
  }

  private static TaskRecord task(JsonNode task) {
    return new TaskRecord(
        task.path("task_key").asText(),
        task.path("result").isTextual() ? task.path("result").asText() : "",
        all(task.path("attempts")).stream().map(RunsFile::attempt).toList());
  }

  private static AttemptRecord attempt(JsonNode attempt) {
    var exitCode = number(attempt.path("exit_code"));
    return new AttemptRecord(
        attempt.path("attempt").asInt(),
        attempt.path("fence").asLong(),
        attempt.path("state").asText(),
        attempt.path("node").asText(),
        number(attempt.path("start_time")),
        number(attempt.path("end_time")),
        exitCode == null ? null : Math.toIntExact(exitCode));
  }

  static List<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static @Nullable Long number(JsonNode number) {
    return number.isNumber() ? number.asLong() : null;
  }
}
