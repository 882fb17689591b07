package io.sampo.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** What the events of a run tell: how long it took, and whether every task ran exactly once. */
final class RunLog {

  private final Set<String> expected;
  private final Map<String, Integer> started = new HashMap<>();
  private final Map<String, Integer> succeeded = new HashMap<>();
  private final LongConsumer hops;
  private long beganMillis;
  private long endedMillis;
  private String result = "";
  private long lastEndNanos;

  /**
   * A log without events.
   *
   * @param expected the keys of the run's tasks
   * @param hops told the nanoseconds from one end of attempts to the next, as they are heard
   */
  RunLog(Set<String> expected, LongConsumer hops) {
    this.expected = Set.copyOf(expected);
    this.hops = hops;
  }

  /** The next event, as the stream has it, heard at {@code nanos} of the reader. */
  void add(JsonNode event, long nanos) {
    switch (event.path("event").asText()) {
      case "RunSubmitted" -> beganMillis = event.path("at").asLong();
      case "AttemptsStarted" -> count(event, started, 1);
      case "AssignmentsReturned" -> count(event, started, -1); // Its worker did not begin it.
      case "AttemptsEnded" -> {
        count(event, succeeded, 1);
        if (lastEndNanos != 0) {
          hops.accept(nanos - lastEndNanos);
        }
        lastEndNanos = nanos;
      }
      case "RunEnded" -> {
        endedMillis = event.path("at").asLong();
        result = event.path("result").asText();
      }
      default -> {
        // Of no concern to how often and how fast tasks ran.
      }
    }
  }

  private static void count(JsonNode event, Map<String, Integer> counts, int more) {
    for (var attempt : event.path("attempts")) {
      if (!attempt.has("outcome") || attempt.path("outcome").asText().equals("SUCCESS")) {
        counts.merge(attempt.path("task_key").asText(), more, Integer::sum);
      }
    }
  }

  /** Whether the run's end has been heard of. */
  boolean isOver() {
    return !result.isEmpty();
  }

  /** When the run was submitted, by the clock of its coordinator. */
  long beganMillis() {
    return beganMillis;
  }

  /** When it ended, by the same clock. */
  long endedMillis() {
    return endedMillis;
  }

  /** What is wrong with it; empty if every task was started once and succeeded once. */
  String fault() {
    if (!result.equals("SUCCESS")) {
      return "the run ended as %s (expected: SUCCESS)".formatted(result);
    }
    var fault = fault("started", started);
    return fault.isEmpty() ? fault("successful", succeeded) : fault;
  }

  private String fault(String word, Map<String, Integer> counts) {
    for (var key : expected) {
      var times = counts.getOrDefault(key, 0);
      if (times != 1) {
        return "task %s was %s %d times (expected: once)".formatted(key, word, times);
      }
    }
    var others = new HashSet<>(counts.keySet());
    others.removeAll(expected);
    return others.isEmpty() ? "" : "tasks that nobody submitted: " + others;
  }
}
