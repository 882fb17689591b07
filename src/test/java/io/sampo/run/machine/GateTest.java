package io.sampo.run.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.machine.Gate.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {

  private static final Path TABLE = Path.of("src/test/resources/truth/run_if.txt");
  private static final Work WORK = new Work.Shell(List.of("true"), Map.of(), null);

  /** A row of the table: what became of the dependencies, and by each rule of the task. */
  record Row(List<TaskStatus> outcomes, Map<RunIf, String> verdicts) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void every_rule_holds_for_every_combination_in_any_order(Row row) {
    for (var order : orders(row.outcomes())) {
      for (var rule : RunIf.values()) {
        assertThat(verdict(rule, order))
            .as("%s after %s", rule, order)
            .isEqualTo(row.verdicts().get(rule));
      }
    }
  }

  @Test
  void the_table_has_every_combination_of_up_to_three_outcomes() throws IOException {
    var finals = Stream.of(TaskStatus.values()).filter(TaskStatus::isFinal).count();
    var combinations =
        finals + finals * (finals + 1) / 2 + finals * (finals + 1) * (finals + 2) / 6;

    assertThat(rows().map(Row::outcomes).map(List::copyOf).distinct()).hasSize((int) combinations);
  }

  @ParameterizedTest
  @EnumSource(RunIf.class)
  void a_task_that_waits_for_nothing_runs_whatever_its_rule(RunIf rule) {
    assertThat(verdict(rule, List.of())).isEqualTo("runs");
  }

  @ParameterizedTest
  @EnumSource(RunIf.class)
  void a_disabled_task_never_runs(RunIf rule) {
    var task =
        new TaskDefinition(
            new TaskKey("t"),
            List.of(),
            rule,
            true,
            WORK,
            RetryPolicy.NEVER,
            0,
            0,
            0,
            TaskDefinition.Compute.ANYWHERE);

    assertThat(Gate.verdict(task, _ -> new Seen(TaskStatus.SUCCESS, null)))
        .isEqualTo(TaskStatus.DISABLED);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "true, true, SUCCESS, none",
        "true, false, SUCCESS, EXCLUDED",
        "false, true, SUCCESS, EXCLUDED",
        "true, none, FAILED, UPSTREAM_FAILED",
        "true, none, EXCLUDED, EXCLUDED"
      })
  void a_dependency_on_the_outcome_of_a_condition_excludes_what_it_did_not_come_to(
      boolean wanted, @Nullable Boolean came, TaskStatus status, @Nullable TaskStatus verdict) {
    var dependency = new Dependency(new TaskKey("c"), wanted);
    var task = TaskDefinition.of(new TaskKey("t"), List.of(), WORK).with(List.of(dependency));

    assertThat(Gate.verdict(task, _ -> new Seen(status, came))).isEqualTo(verdict);
  }

  @Test
  void an_outcome_that_was_not_met_excludes_even_from_all_done() {
    var dependencies =
        List.of(new Dependency(new TaskKey("c"), true), Dependency.on(new TaskKey("a")));
    var task =
        TaskDefinition.of(new TaskKey("t"), List.of(), WORK)
            .with(dependencies)
            .with(RunIf.ALL_DONE);

    assertThat(Gate.verdict(task, place -> new Seen(TaskStatus.SUCCESS, place == 0 ? false : null)))
        .isEqualTo(TaskStatus.EXCLUDED);
  }

  private static String verdict(RunIf rule, List<TaskStatus> outcomes) {
    var dependencies =
        IntStream.range(0, outcomes.size())
            .mapToObj(place -> Dependency.on(new TaskKey("d" + place)))
            .toList();
    var task = TaskDefinition.of(new TaskKey("t"), List.of(), WORK).with(dependencies).with(rule);
    var verdict = Gate.verdict(task, place -> new Seen(outcomes.get(place), null));
    return verdict == null ? "runs" : verdict.name();
  }

  private static List<List<TaskStatus>> orders(List<TaskStatus> outcomes) {
    if (outcomes.size() < 2) {
      return List.of(outcomes);
    }
    var orders = new ArrayList<List<TaskStatus>>();
    for (var first = 0; first < outcomes.size(); first++) {
      var rest = new ArrayList<>(outcomes);
      var head = rest.remove(first);
      for (var order : orders(rest)) {
        orders.add(Stream.concat(Stream.of(head), order.stream()).toList());
      }
    }
    return orders;
  }

  static Stream<Row> rows() throws IOException {
    var lines = Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).toList();
    var rules = Arrays.stream(words(lines.getFirst())[1].split(" +")).map(RunIf::valueOf).toList();
    return lines.stream().skip(1).map(line -> row(line, rules));
  }

  private static Row row(String line, List<RunIf> rules) {
    var outcomes = Arrays.stream(words(line)[0].split(" +")).map(TaskStatus::valueOf).toList();
    var cells = List.of(words(line)[1].replace("†", "").split(" +"));
    var verdicts = new EnumMap<RunIf, String>(RunIf.class);
    for (var column = 0; column < rules.size(); column++) {
      verdicts.put(rules.get(column), cells.get(column));
    }
    return new Row(outcomes, verdicts);
  }

  private static String[] words(String line) {
    return line.split(" *\\| *");
  }
}
