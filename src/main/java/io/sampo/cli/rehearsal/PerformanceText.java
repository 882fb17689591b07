package io.sampo.cli.rehearsal;

import static io.sampo.cli.view.Wording.duration;

import io.sampo.cli.view.Table;
import io.sampo.cli.view.Wording;
import io.sampo.simulation.rehearsal.LowerBound;
import io.sampo.simulation.rehearsal.Rehearsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A rehearsal as people read it. */
public final class PerformanceText {

  /** More rows than anybody reads; JSON has them all. */
  static final int ROWS_MAX = 100;

  private static final List<String> PATH = List.of("CRITICAL PATH", "DURATION");
  private static final List<String> TASKS =
      List.of("TASK", "STATE", "ATTEMPTS", "START", "END", "DURATION", "QUEUED", "SLACK");

  private PerformanceText() {}

  /** Its lines: the totals, the critical path, and every task in the order of the job. */
  public static List<String> lines(Performance performance) {
    var rehearsed = performance.rehearsed();
    var lines = new ArrayList<String>();
    lines.add(title(performance));
    lines.add(origins(performance));
    lines.addAll(totals(performance));
    lines.add("");
    var path = new Table(PATH);
    rehearsed.path().stream()
        .limit(ROWS_MAX)
        .map(rehearsed::row)
        .forEach(row -> path.add(List.of(row.name(), duration(row.span()))));
    add(lines, path, rehearsed.path().size());
    lines.add("");
    var tasks = new Table(TASKS);
    for (var task = 0; task < Math.min(ROWS_MAX, rehearsed.size()); task++) {
      tasks.add(cells(rehearsed.row(task)));
    }
    add(lines, tasks, rehearsed.size());
    return lines;
  }

  private static String title(Performance performance) {
    var crew = performance.crew();
    return "%s  %s  %s with %s each"
        .formatted(
            Wording.clean(performance.jobName()),
            count(performance.rehearsed().size(), "task"),
            count(crew.workers(), "worker"),
            count(crew.slotsEach(), "slot"));
  }

  private static String origins(Performance performance) {
    return "durations: "
        + performance.origins().entrySet().stream()
            .filter(origin -> origin.getValue() > 0)
            .map(origin -> origin.getValue() + " " + origin.getKey().words())
            .collect(Collectors.joining(", "));
  }

  private static List<String> totals(Performance performance) {
    var rehearsed = performance.rehearsed();
    var longest = rehearsed.row(rehearsed.longestQueued());
    var slots = performance.crew().slots();
    var lines = new ArrayList<String>();
    lines.add(line("result", rehearsed.result() + "  " + rehearsed.message()));
    lines.add(line("makespan", duration(rehearsed.makespanMillis()) + above(rehearsed)));
    lines.add(
        line(
            "lower bound",
            "%s, for %s"
                .formatted(duration(rehearsed.bound().millis()), why(rehearsed.bound().rule()))));
    lines.add(
        line(
            "critical path",
            "%s in %s"
                .formatted(
                    duration(rehearsed.pathMillis()), count(rehearsed.path().size(), "task"))));
    lines.add(
        line(
            "work",
            "%s, %s if spread evenly over %s"
                .formatted(
                    duration(rehearsed.workMillis()),
                    duration(Math.ceilDiv(rehearsed.workMillis(), slots)),
                    count(slots, "slot"))));
    lines.add(line("queue time", duration(rehearsed.queuedMillis()) + largest(longest)));
    slow(rehearsed).ifPresent(text -> lines.add(line("too slow", text)));
    return lines;
  }

  /** What takes longer than the health rules allow. */
  private static Optional<String> slow(Rehearsed rehearsed) {
    var tasks =
        IntStream.range(0, rehearsed.size())
            .mapToObj(rehearsed::row)
            .filter(Rehearsed.Row::slow)
            .map(Rehearsed.Row::name)
            .toList();
    var words = new ArrayList<String>();
    if (rehearsed.isSlow()) {
      words.add("the run");
    }
    if (!tasks.isEmpty()) {
      words.add("%s, the first: %s".formatted(count(tasks.size(), "task"), tasks.getFirst()));
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", words));
  }

  private static String line(String name, String text) {
    return "%-13s  %s".formatted(name, text).stripTrailing();
  }

  private static String above(Rehearsed rehearsed) {
    var bound = rehearsed.bound().millis();
    var more = rehearsed.makespanMillis() - bound;
    return more <= 0
        ? ", which no scheduler can beat"
        : String.format(Locale.ROOT, ", %.1f %% above the lower bound", 100.0 * more / bound);
  }

  private static String why(LowerBound.Rule rule) {
    return switch (rule) {
      case CRITICAL_PATH -> "the critical path takes as long";
      case TOTAL_WORK -> "all slots are busy as long";
      case WORK_BELOW -> "all slots are busy as long, once tasks near the end may start";
      case WORK_ABOVE -> "all slots are busy as long, before the last tasks may start";
    };
  }

  private static String largest(Rehearsed.Row longest) {
    return longest.queued() == 0
        ? ""
        : ", the longest %s: %s".formatted(duration(longest.queued()), longest.name());
  }

  private static List<String> cells(Rehearsed.Row row) {
    return List.of(
        row.name(),
        row.status().name(),
        Integer.toString(row.attempts()),
        row.ran() ? duration(row.start()) : "",
        duration(row.end()),
        row.hasDuration() ? duration(row.span()) : "",
        row.hasDuration() ? duration(row.queued()) : "",
        duration(row.slack()));
  }

  private static void add(List<String> lines, Table table, int size) {
    lines.addAll(table.lines());
    if (size > ROWS_MAX) {
      lines.add("… %d more; -o json has all".formatted(size - ROWS_MAX));
    }
  }

  private static String count(int number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }
}
