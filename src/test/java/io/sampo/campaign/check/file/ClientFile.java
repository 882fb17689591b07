package io.sampo.campaign.check.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.campaign.check.Fault;
import io.sampo.campaign.check.Leftover;
import io.sampo.campaign.check.Limits;
import io.sampo.campaign.check.ScriptedJob;
import io.sampo.campaign.check.ScriptedTask;
import io.sampo.campaign.check.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the client did and was told, and what was done to the cluster: a JSON object for each line,
 * whose field {@code told} says what it is.
 */
final class ClientFile {

  final List<ScriptedJob> jobs = new ArrayList<>();
  final Set<Long> wishes = new HashSet<>();
  final List<Told> told = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  final List<Leftover> leftovers = new ArrayList<>();
  private Limits limits = new Limits(0, 0, 0);

  /** Takes in one line. */
  void add(JsonNode line) {
    var run = line.path("run").asLong();
    var at = line.path("at").asLong();
    switch (line.path("told").asText()) {
      case "job" -> jobs.add(job(line));
      case "accepted" -> told.add(new Told.Accepted(line.path("token").asText(), run, at));
      case "wish" -> wishes.add(run);
      case "cancelled" -> told.add(new Told.Cancelled(run, at));
      case "look" -> told.add(look(line));
      case "fault" -> faults.add(fault(line));
      case "left" -> leftovers.add(leftover(line));
      case "calm" ->
          limits = new Limits(at, line.path("ending").asLong(), line.path("stopping").asLong());
      default -> throw new IllegalArgumentException("%s (expected: a known line)".formatted(line));
    }
  }

  /** Until the last fault was over there are none. */
  Limits limits() {
    return limits;
  }

  private static ScriptedJob job(JsonNode line) {
    var tasks =
        RunsFile.all(line.path("tasks")).stream()
            .map(task ->
                new ScriptedTask(
                    task.path("key").asText(),
                    RunsFile.all(task.path("after")).stream().map(JsonNode::asText).toList(),
                    task.path("failures").asInt(),
                    task.path("retries").asInt()))
            .toList();
    return new ScriptedJob(line.path("token").asText(), line.path("name").asText(), tasks);
  }

  private static Told look(JsonNode line) {
    return new Told.Look(
        line.path("run").asLong(),
        line.path("node").asText(),
        line.path("sent").asLong(),
        line.path("at").asLong(),
        line.path("seq").asLong(),
        line.path("result").asText(),
        line.path("attempts").asInt());
  }

  private static Fault fault(JsonNode line) {
    return new Fault(
        line.path("kind").asText(),
        line.path("name").asText(),
        line.path("node").asText(),
        line.path("from").asLong(),
        line.path("to").asLong());
  }

  private static Leftover leftover(JsonNode line) {
    return new Leftover(
        line.path("run").asLong(),
        line.path("task").asText(),
        line.path("attempt").asInt(),
        line.path("process").asLong(),
        line.path("at").asLong());
  }
}
