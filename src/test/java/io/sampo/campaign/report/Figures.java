package io.sampo.campaign.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.check.AttemptRecord;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Overlap;
import io.sampo.campaign.check.Violation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a campaign has come to, as a table and in JSON. */
public final class Figures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final History history;
  private final List<Struck> struck;
  private final List<Violation> violations;
  private final Map<Long, JsonNode> events = new HashMap<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /**
   * The figures of a history.
   *
   * @param events lines with a {@code run} and its {@code events}
   */
  public Figures(
      History history, List<Struck> struck, List<Violation> violations, List<JsonNode> events) {
    this.history = history;
    this.struck = struck;
    this.violations = violations;
    events.forEach(line -> this.events.put(line.path("run").asLong(), line.path("events")));
    fill();
  }

  private void fill() {
    var kinds = new TreeMap<String, Integer>();
    struck.forEach(one -> kinds.merge(one.fault().kind(), 1, Integer::sum));
    figures.put("blows", struck.size());
    figures.put("blows by kind", kinds);
    figures.put("runs", history.runs().size());
    figures.put("executions", history.executions().size());
    figures.put("lost runs", count("R1") + count("R3"));
    figures.put("doubled", count("R2") + count("R4") + count("R7"));
    figures.put("unexplained", count("R6") + count("R8"));
    figures.put("violations", violations.size());
    var overlaps = Overlap.in(history);
    figures.put("overlaps", overlaps.size());
    figures.put("overlaps of paused workers", overlaps.stream().filter(Overlap::isExcused).count());
    figures.put("lost attempts", lost(false));
    figures.put("lost attempts on living workers", lost(true));
    var failovers = new Failovers(history, struck, events);
    figures.put("worker killed, next attempt", failovers.ofWorkers());
    figures.put("coordinator killed, taken over", failovers.ofCoordinators(false));
    figures.put("oldest killed, taken over", failovers.ofCoordinators(true));
    figures.put(
        "whole again",
        Percentiles.of(
            struck.stream().map(Struck::readyMillis).filter(millis -> millis >= 0).toList()));
  }

  /** Adds one more. */
  public void put(String name, Object value) {
    figures.put(name, value);
  }

  private long count(String rule) {
    return violations.stream().filter(violation -> violation.rule().equals(rule)).count();
  }

  private long lost(boolean onLiving) {
    return history.runs().stream()
        .mapToLong(run ->
            run.tasks().stream()
                .flatMap(task -> task.attempts().stream())
                .filter(attempt -> attempt.state().equals("LOST"))
                .filter(attempt -> !onLiving || !isExplained(run.run(), attempt))
                .count())
        .sum();
  }

  /**
   * Whether its worker was struck after it had been sent there, however late somebody was there to
   * notice, or just before.
   */
  private boolean isExplained(long run, AttemptRecord attempt) {
    var end = attempt.endMillis();
    if (end == null || Downings.isExplained(attempt.node(), end, history.faults())) {
      return true;
    }
    var sent = sentMillis(run, attempt.fence());
    return history.faults().stream()
        .filter(fault -> List.of(fault.node().split(",", -1)).contains(attempt.node()))
        .anyMatch(fault -> sent <= fault.fromMillis() && fault.fromMillis() <= end);
  }

  private long sentMillis(long run, long fence) {
    for (var event : events.getOrDefault(run, JSON.createArrayNode())) {
      for (var attempt : event.path("attempts")) {
        if (event.path("event").asText().equals("AttemptsStarted")
            && attempt.path("fence").asLong() == fence) {
          return event.path("at").asLong();
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /** As JSON. */
  public String json() {
    var json = JSON.createObjectNode();
    figures.forEach((name, value) -> {
      var key = name.replaceAll("[^a-z]+", "_");
      if (value instanceof Percentiles percentiles) {
        percentiles.write(json.putObject(key));
      } else {
        json.set(key, JSON.valueToTree(value));
      }
    });
    var list = json.putArray("violated");
    violations.forEach(violation -> list.add(violation.toString()));
    return json.toPrettyString();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    figures.forEach((name, value) -> text.append("%-32s %s%n".formatted(name, value)));
    violations.forEach(violation -> text.append(violation).append(System.lineSeparator()));
    return text.toString();
  }
}
