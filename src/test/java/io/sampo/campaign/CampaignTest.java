package io.sampo.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.check.file.HistoryFolder;
import io.sampo.campaign.check.rule.Judge;
import io.sampo.campaign.report.Figures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("campaign")
final class CampaignTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Plan> plans() {
    return List.of(Plan.wanted("many", 3, 1), Plan.wanted("lone", 1, 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void no_rule_is_broken_whatever_is_killed(Plan plan) throws Exception {
    Files.createDirectories(plan.folder());
    System.out.println("campaign " + plan);

    var outcome = Campaign.run(plan);

    var folder = new HistoryFolder(plan.folder());
    var history = folder.read();
    var violations = Judge.violations(history);
    var figures =
        new Figures(
            history, outcome.struck(), violations, events(plan.folder().resolve("events.jsonl")));
    figures.put("cluster ready at first, ms", outcome.readyMillis());
    figures.put("seed", plan.seed());
    figures.put("load of the machine at the end", load());
    System.out.println(figures);
    Files.writeString(plan.folder().resolve("figures.json"), figures.json());
    assertThat(violations).isEmpty();
    assertThat(outcome.complaints()).isEmpty();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static List<JsonNode> events(Path file) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
