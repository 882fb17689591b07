package io.sampo.campaign.report;

import io.sampo.campaign.check.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How often others went on without a node, or a worker gave itself up, as the nodes log it. */
public final class Downings {

  private static final Pattern LINE =
      Pattern.compile("(\\S{10} \\S{12}) WARN .* (\\S+) begins another life: .*");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  /** So long after a blow was mended, it may still be the reason. */
  static final long AFTERMATH_MILLIS = 15_000;

  /** One of them. */
  private record Downing(String node, long millis) {}

  private final List<Downing> all = new ArrayList<>();
  private final List<Fault> faults;

  private Downings(List<Fault> faults) {
    this.faults = faults;
  }

  /** Those of the nodes whose folders are in {@code nodes}. */
  public static Downings of(Path nodes, List<Fault> faults) throws IOException {
    var downings = new Downings(faults);
    try (var logs = Files.newDirectoryStream(nodes)) {
      for (var node : logs) {
        var log = node.resolve("node.log");
        if (Files.exists(log)) {
          Files.readAllLines(log).forEach(downings::add);
        }
      }
    }
    return downings;
  }

  private void add(String line) {
    var match = LINE.matcher(line);
    if (match.matches()) {
      var time = LocalDateTime.parse(match.group(1), TIME).toInstant(ZoneOffset.UTC);
      all.add(new Downing(match.group(2), time.toEpochMilli()));
    }
  }

  public int count() {
    return all.size();
  }

  /** Those of nodes that nothing had been done to. */
  public long countOfUnhurt() {
    return all.stream().filter(one -> !isExplained(one.node(), one.millis(), faults)).count();
  }

  /** Whether {@code node} was struck at that time, or shortly before. */
  static boolean isExplained(String node, long millis, List<Fault> faults) {
    return faults.stream()
        .filter(fault -> List.of(fault.node().split(",", -1)).contains(node))
        .anyMatch(
            fault -> fault.fromMillis() <= millis && millis <= fault.toMillis() + AFTERMATH_MILLIS);
  }
}
