package io.sampo.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.cli.view.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What was measured, and on what.
 *
 * @param turns how often each workload was measured; the median turn is shown
 */
record Figures(SetUp setUp, int turns, Map<Workload, List<Sample>> samples) {

  private static final double MEDIAN = 50;
  private static final double WORST = 99;
  private static final List<String> HEADINGS =
      List.of("workload", "tasks", "s", "tasks/s", "least", "most", "ms/hop", "p50", "p99", "");

  /** The turn whose rate is the median of all. */
  private static Sample median(List<Sample> turns) {
    var sorted = turns.stream().sorted(Comparator.comparingDouble(Sample::rate)).toList();
    return sorted.get(sorted.size() / 2);
  }

  /** For people. */
  List<String> lines() {
    var table = new Table(HEADINGS);
    samples.forEach((workload, turns) -> table.add(row(workload, turns)));
    var lines =
        new ArrayList<>(
            List.of(
                "%s: %s; journal %s".formatted(setUp.word(), setUp.nodes(), setUp.durability()),
                "%s; %d processors; median of %d turns after one to warm up"
                    .formatted(jvm(), processors(), turns)));
    lines.addAll(table.lines());
    return lines;
  }

  private static List<String> row(Workload workload, List<Sample> turns) {
    var median = median(turns);
    var rates = turns.stream().mapToDouble(Sample::rate).summaryStatistics();
    var isChain = workload == Workload.W2;
    return List.of(
        workload.name(),
        Long.toString(median.tasks()),
        "%.3f".formatted(median.millis() / 1_000.0),
        "%.0f".formatted(median.rate()),
        "%.0f".formatted(rates.getMin()),
        "%.0f".formatted(rates.getMax()),
        isChain ? "%.3f".formatted((double) median.millis() / median.tasks()) : "",
        isChain ? "%.3f".formatted(median.hopMillis(MEDIAN)) : "",
        isChain ? "%.3f".formatted(median.hopMillis(WORST)) : "",
        workload.title());
  }

  /** The same for programs. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("set_up", setUp.word());
    json.writeStringField("nodes", setUp.nodes());
    json.writeStringField("journal", setUp.durability());
    json.writeStringField("jvm", jvm());
    json.writeNumberField("processors", processors());
    json.writeArrayFieldStart("workloads");
    for (var entry : samples.entrySet()) {
      write(json, entry.getKey(), entry.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Workload workload, List<Sample> turns)
      throws IOException {
    var median = median(turns);
    json.writeStartObject();
    json.writeStringField("name", workload.name());
    json.writeStringField("title", workload.title());
    json.writeNumberField("tasks", median.tasks());
    json.writeNumberField("millis", median.millis());
    json.writeNumberField("tasks_per_second", median.rate());
    if (workload == Workload.W2) {
      json.writeNumberField("hop_millis_p50", median.hopMillis(MEDIAN));
      json.writeNumberField("hop_millis_p99", median.hopMillis(WORST));
    }
    json.writeArrayFieldStart("turns");
    for (var turn : turns) {
      json.writeNumber(turn.rate());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String jvm() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
