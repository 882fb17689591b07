package io.sampo.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.check.Violation;
import io.sampo.campaign.check.file.HistoryFolder;
import io.sampo.campaign.check.rule.Judge;
import io.sampo.campaign.report.Downings;
import io.sampo.campaign.report.Figures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a campaign has come to.
 *
 * @param complaints answers that no client should get
 */
record Verdict(List<Violation> violations, List<String> complaints) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Carries out a campaign, judges it, and prints its figures. */
  static Verdict of(Plan plan) throws IOException, InterruptedException {
    Files.createDirectories(plan.folder());
    System.out.println("campaign " + plan);
    var outcome = Campaign.run(plan);
    var history = new HistoryFolder(plan.folder()).read();
    var violations = Judge.violations(history);
    var events = objects(plan.folder().resolve("events.jsonl"));
    var figures = new Figures(history, outcome.struck(), violations, events);
    var downings = Downings.of(plan.folder().resolve("data/cluster/nodes"), history.faults());
    figures.put("gone on without nodes", downings.count());
    figures.put("of which unhurt", downings.countOfUnhurt());
    figures.put("ready at first, ms", outcome.readyMillis());
    figures.put("seed", plan.seed());
    figures.put("load at the end", load());
    figures.put("complaints", outcome.complaints());
    System.out.println(figures);
    Files.writeString(plan.folder().resolve("figures.json"), figures.json());
    return new Verdict(violations, outcome.complaints());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    var objects = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file)) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }
}
