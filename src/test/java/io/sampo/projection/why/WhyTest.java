package io.sampo.projection.why;

import static io.sampo.projection.Controls.begin;
import static io.sampo.projection.Controls.loop;
import static io.sampo.projection.why.Asking.why;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Controls;
import io.sampo.projection.why.Around.Hands;
import io.sampo.projection.why.Around.Line;
import io.sampo.projection.why.Around.Pool;
import io.sampo.run.RunStory;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhyTest {

  private static final int SEEDS = 200;

  @Test
  void as_json_each_reason_has_its_name_whom_it_is_about_and_its_data() throws IOException {
    var story = begin(task("silver"), task("gold", "silver"));
    story.start(W1, 1);
    story.end(0, FAILED);

    assertThat(json(why(story, "gold")))
        .isEqualTo(
            """
            {"task_key":"gold","state":"UPSTREAM_FAILED",\
            "sentence":"gold does not run since silver failed: exit 1 (attempt 1 of 1)",\
            "reasons":[\
            {"reason":"UPSTREAM_FAILED","task_key":"gold","root":"silver","state":"FAILED",\
            "message":"exit 1","chain":["silver"]},\
            {"reason":"FAILED","task_key":"silver","message":"exit 1","exit_code":1,\
            "attempt":{"number":1,"most":1},"worker":"w1","at_millis":1000000}],\
            "left_out":0}\
            """);
  }

  @Test
  void a_name_finds_a_task_or_an_iteration_that_is_there() {
    var story = begin(loop("loop", "[1,2]", 2, task("inner")), task("a"));
    var history = Controls.history(story);

    assertThat(history.find("a")).hasValue(1);
    assertThat(history.find("loop[1]")).hasValue(3);
    assertThat(history.find("loop[2]")).isEmpty();
    assertThat(history.find("a[0]")).isEmpty();
    assertThat(history.find("no task")).isEmpty();
    assertThat(history.name(3)).isEqualTo("loop[1]");
  }

  /**
   * Whatever happens to a run: wherever a task stands, there is a reason, and together these runs
   * give every reason there is.
   */
  @Test
  void every_state_of_a_task_has_a_reason_and_every_reason_is_given() {
    var states = EnumSet.noneOf(TaskStatus.class);
    var reasons = new TreeSet<String>();
    for (var seed = 0; seed < SEEDS; seed++) {
      var life = new RandomLife(seed);
      for (var step = 0; step < 39; step++) {
        life.step();
        if (step % 3 == 2) {
          askAll(life.story(), states, reasons);
        }
      }
    }
    reasons.add(ReasonJson.name(new Reason.NotCalledFor(List.of())));
    // WhyClusterTest gives it.
    reasons.add(ReasonJson.name(new Reason.WaitsForCluster("", 0, 0, 0, 0, "")));

    assertThat(states).isEqualTo(EnumSet.allOf(TaskStatus.class));
    assertThat(reasons).containsExactlyElementsOf(new TreeSet<>(all(Reason.class).toList()));
  }

  private static void askAll(RunStory story, Set<TaskStatus> states, Set<String> reasons) {
    var history = Controls.history(story);
    var now = story.now().wallMillis();
    for (var task = 0; task < story.run().size(); task++) {
      states.add(history.status(task));
      for (var around :
          List.of(
              Around.busy(now),
              Around.nobody(now),
              new Around(now, Hands.HOLDING, null, _ -> 7_000, null),
              new Around(now, Hands.BUSY, new Pool(0, 0), _ -> 0, new Line(0, false)),
              new Around(now, Hands.BUSY, new Pool(2, 0), _ -> 0, new Line(1, false)),
              new Around(now, Hands.BUSY, new Pool(2, 1), _ -> 0, new Line(0, true)))) {
        var why = Why.of(history, task, around);
        assertThat(why.steps()).as(history.name(task)).isNotEmpty();
        assertThat(why.sentence()).startsWith(why.task() + " ").doesNotContain("null");
        why.steps().forEach(step -> reasons.add(ReasonJson.name(step.reason())));
      }
    }
  }

  private static Stream<String> all(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WhyTest::all)
        : Stream.of(
            type.getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT));
  }

  private static String json(Why why) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      why.write(json);
    }
    assertThat(new ObjectMapper().readTree(text.toString()).isObject()).isTrue();
    return text.toString();
  }
}
