package io.sampo.campaign.check.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sampo.campaign.check.Overlap;
import io.sampo.campaign.check.Violation;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JudgeTest {

  private static final String LEFT =
      """
      {"told":"left","run":9,"task":"a","attempt":0,"process":103,"at":9000}
      """;

  @Test
  void nothing_is_wrong_with_a_good_history_and_a_paused_worker_excuses_its_overlap() {
    var history = new Story().history();

    assertThat(Judge.violations(history)).isEmpty();
    assertThat(Overlap.in(history)).hasSize(1);
  }

  static Stream<Arguments> planted() {
    return Stream.of(runs(), attempts(), processes(), time(), results()).flatMap(some -> some);
  }

  private static Stream<Arguments> runs() {
    return Stream.of(
        planted("R1", "a run is gone", story -> story.forget(5)),
        planted(
            "R2",
            "a token stands for two runs",
            story -> {
              story.copy(5, 13);
              story.tell("{\"told\":\"accepted\",\"token\":\"t2\",\"run\":13,\"at\":1040}");
            }),
        planted("R2", "a run is there twice", story -> story.copy(1, 13)),
        planted("R3", "a run ends late", story -> story.document(5).put("end_time", 17_001)),
        planted(
            "R3",
            "a run does not end",
            story -> {
              story.document(5).putNull("end_time");
              story.document(5).putNull("result");
            }));
  }

  private static Stream<Arguments> attempts() {
    return Stream.of(
        planted(
            "R4",
            "a number is left out",
            story -> {
              story.task(5, "a").withArray("attempts").remove(1);
              story.remove("S 5 a 1 2 107 4600");
            }),
        planted(
            "R4",
            "an attempt follows a success",
            story ->
                story.record(
                    5, "b", "{\"attempt\":1,\"fence\":5,\"state\":\"LOST\",\"node\":\"w2\"}")),
        planted(
            "R4",
            "fences go back",
            story ->
                story.record(
                    1, "c", "{\"attempt\":2,\"fence\":4,\"state\":\"LOST\",\"node\":\"w2\"}")),
        planted(
            "R4",
            "an attempt is left under way",
            story ->
                story.record(
                    1, "c", "{\"attempt\":2,\"fence\":6,\"state\":\"RUNNING\",\"node\":\"w2\"}")),
        planted(
            "R4",
            "a lost attempt is counted as a success",
            story -> story.attempt(5, "b", 0).put("state", "LOST")));
  }

  private static Stream<Arguments> processes() {
    return Stream.of(
        planted(
            "R5",
            "a task starts before the one it depends on has ended",
            story -> story.move("S 5 b 0 4 109 6700", "S 5 a 2 3 108 6600")),
        planted("R6", "a result comes from nowhere", story -> story.remove("E 5 b 0 4 109 6750 0")),
        planted(
            "R6",
            "a result is another than the process had",
            story -> story.attempt(1, "c", 1).put("exit_code", 7)),
        planted(
            "R7",
            "an attempt runs twice",
            story -> story.effect("S 1 b 1 4 200 1175\nE 1 b 1 4 200 1176 0")),
        planted(
            "R8",
            "an attempt runs that is not recorded",
            story -> story.effect("S 1 b 2 6 200 1300\nE 1 b 2 6 200 1310 0")),
        planted("R8", "a fence is another", story -> story.attempt(1, "b", 1).put("fence", 3)));
  }

  private static Stream<Arguments> time() {
    return Stream.of(
        planted(
            "R9",
            "attempts overlap without a pause",
            story -> story.move("E 1 b 0 2 101 1150 1", "S 1 b 1 4 104 1170")),
        planted(
            "R9",
            "an attempt starts after the next one",
            story -> story.move("S 5 a 1 2 107 4600", "S 5 a 2 3 108 6600")),
        planted(
            "R10",
            "a task starts after the end",
            story -> {
              story.remove("S 9 a 0 1 103 1100");
              story.effect("S 9 a 0 1 103 1401");
            }),
        planted("R11", "a version goes back", story -> story.told("look", 1).put("seq", 21)),
        planted("R11", "attempts become fewer", story -> story.told("look", 1).put("attempts", 6)),
        planted(
            "R11",
            "a result becomes another",
            story -> story.told("look", 1).put("result", "SUCCESS")));
  }

  private static Stream<Arguments> results() {
    return Stream.of(
        planted("R12", "a run ends otherwise", story -> story.document(5).put("result", "FAILED")),
        planted(
            "R12", "a task ends otherwise", story -> story.task(1, "d").put("result", "EXCLUDED")),
        planted(
            "R12",
            "a cancelled run ends as if it were not",
            story -> story.document(9).put("result", "SUCCESS")),
        planted(
            "R12",
            "a retry is left out",
            story -> {
              story.task(1, "c").withArray("attempts").remove(1);
              story.remove("S 1 c 1 5 105 1180");
              story.remove("E 1 c 1 5 105 1190 1");
              story.forgetLooks();
            }),
        planted(
            "R14",
            "a task starts after a cancel",
            story -> {
              story.remove("S 9 a 0 1 103 1100");
              story.effect("S 9 a 0 1 103 1801");
              story.document(9).put("end_time", 1802);
            }),
        planted("R14", "a process is left", story -> story.tell(LEFT)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("planted")
  void a_planted_violation_is_found_by_its_rule_alone(
      String rule, String what, Consumer<Story> spoil) {
    var story = new Story();

    spoil.accept(story);

    assertThat(Judge.violations(story.history()).stream().map(Violation::rule).distinct())
        .containsExactly(rule);
  }

  private static Arguments planted(String rule, String what, Consumer<Story> spoil) {
    return arguments(rule, what, spoil);
  }
}
