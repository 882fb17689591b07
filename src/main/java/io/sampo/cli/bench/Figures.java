package io.sampo.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.cli.view.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, and on what.
 *
 * @param turns how often each workload was measured at each size; the median turn is shown
 * @param warmUps how many turns there were before
 */
record Figures(SetUp setUp, int turns, int warmUps, List<Measured> measured) {

  private static final double MEDIAN = 50;
  private static final double WORST = 99;
  private static final List<String> HEADINGS =
      List.of(
          "workload", "tasks", "s", "cold", "tasks/s", "least", "most", "ms/hop", "p50", "p99", "");

  /** For people. */
  List<String> lines() {
    var table = new Table(HEADINGS);
    measured.forEach(one -> table.add(row(one)));
    var lines =
        new ArrayList<>(
            List.of(
                "%s: %s; journal %s".formatted(setUp.word(), setUp.nodes(), setUp.durability()),
                "%s; %d processors; cold: the first turn; the others: median of %d turns after %d"
                    .formatted(jvm(), processors(), turns, warmUps)));
    lines.addAll(table.lines());
    return lines;
  }

  private static List<String> row(Measured measured) {
    var workload = measured.workload();
    var median = measured.median();
    var rates = measured.rates();
    var bare = measured.bareRate();
    var isChain = workload == Workload.W2;
    return List.of(
        workload.name(),
        Long.toString(median.tasks()),
        "%.3f".formatted(median.millis() / 1_000.0),
        "%.0f".formatted(measured.coldRate()),
        "%.0f".formatted(median.rate()),
        "%.0f".formatted(rates.getMin()),
        "%.0f".formatted(rates.getMax()),
        isChain ? "%.3f".formatted((double) median.millis() / median.tasks()) : "",
        isChain ? "%.3f".formatted(median.hopMillis(MEDIAN)) : "",
        isChain ? "%.3f".formatted(median.hopMillis(WORST)) : "",
        bare == null ? workload.title() : compared(workload, median.rate() / bare));
  }

  private static String compared(Workload workload, double ratio) {
    return "%s; %.0f %% of a bare loop".formatted(workload.title(), 100 * ratio);
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
    for (var one : measured) {
      write(json, one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Measured measured) throws IOException {
    var workload = measured.workload();
    var median = measured.median();
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
    var bare = measured.bareRate();
    if (bare != null) {
      json.writeNumberField("bare_processes_per_second", bare);
    }
    json.writeNumberField("cold_tasks_per_second", measured.coldRate());
    json.writeArrayFieldStart("turns");
    for (var turn : measured.turns()) {
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
