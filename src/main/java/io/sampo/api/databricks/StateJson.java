package io.sampo.api.databricks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.projection.RunSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where runs and tasks stand, in the API's old way ({@code state}) and its new one ({@code
 * status}). Only states that the API has are written: its clients wait for ever on others.
 */
final class StateJson {

  private StateJson() {}

  /** How something ended, in both ways. */
  private record End(String result, String code, String type) {}

  static void write(JsonGenerator json, RunSummary run) throws IOException {
    var phase = run.phase().name();
    var result = run.result();
    var message = run.message() == null ? "" : run.message();
    // As the original does: clients that wait throw on this state, and return on the others.
    var lifeCycle = result == RunResult.FAILED ? "INTERNAL_ERROR" : phase;
    write(json, lifeCycle, phase, result == null ? null : end(result), message);
  }

  static void write(JsonGenerator json, TaskStatus status, @Nullable String message)
      throws IOException {
    var text = message == null ? "" : message;
    switch (status) {
      case BLOCKED -> write(json, "BLOCKED", "BLOCKED", null, text);
      case READY, ASSIGNED -> write(json, "PENDING", "PENDING", null, text);
      case RUNNING -> write(json, "RUNNING", "RUNNING", null, text);
      case BACKING_OFF -> write(json, "WAITING_FOR_RETRY", "WAITING", null, text);
      case SUCCESS,
          FAILED,
          TIMEDOUT,
          CANCELED,
          UPSTREAM_FAILED,
          UPSTREAM_CANCELED,
          EXCLUDED,
          DISABLED ->
          write(json, "TERMINATED", "TERMINATED", end(status), text);
    }
  }

  private static End end(RunResult result) {
    return switch (result) {
      case SUCCESS -> new End("SUCCESS", "SUCCESS", "SUCCESS");
      case SUCCESS_WITH_FAILURES ->
          new End("SUCCESS_WITH_FAILURES", "SUCCESS_WITH_FAILURES", "SUCCESS");
      case FAILED -> new End("FAILED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR");
      case TIMEDOUT -> new End("TIMEDOUT", "CANCELED", "CLIENT_ERROR");
      case CANCELED -> new End("CANCELED", "USER_CANCELED", "SUCCESS");
    };
  }

  private static End end(TaskStatus status) {
    return switch (status) {
      case SUCCESS -> end(RunResult.SUCCESS);
      case FAILED -> end(RunResult.FAILED);
      case TIMEDOUT -> end(RunResult.TIMEDOUT);
      case CANCELED -> end(RunResult.CANCELED);
      case DISABLED -> new End(status.name(), "DISABLED", "SUCCESS");
      case UPSTREAM_FAILED, UPSTREAM_CANCELED, EXCLUDED ->
          new End(status.name(), "SKIPPED", "SUCCESS");
      case BLOCKED, READY, ASSIGNED, RUNNING, BACKING_OFF ->
          throw new IllegalArgumentException("%s (expected: a final status)".formatted(status));
    };
  }

  private static void write(
      JsonGenerator json, String lifeCycle, String state, @Nullable End end, String message)
      throws IOException {
    json.writeObjectFieldStart("state");
    json.writeStringField("life_cycle_state", lifeCycle);
    if (end != null) {
      json.writeStringField("result_state", end.result());
    }
    json.writeStringField("state_message", message);
    var isStopped = end != null && (is(end, RunResult.CANCELED) || is(end, RunResult.TIMEDOUT));
    json.writeBooleanField("user_cancelled_or_timedout", isStopped);
    json.writeEndObject();
    json.writeObjectFieldStart("status");
    json.writeStringField("state", state);
    if (end != null) {
      json.writeObjectFieldStart("termination_details");
      json.writeStringField("code", end.code());
      json.writeStringField("type", end.type());
      json.writeStringField("message", message);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static boolean is(End end, RunResult result) {
    return end.result().equals(result.name());
  }
}
