package io.sampo.projection;

import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunStory;
import io.sampo.run.Tasks;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunDocumentTest {

  private static final JobDefinition JOB = Story.job("j", "a", "b a");

  @Test
  void the_document_of_a_run_that_ended_has_every_field_of_the_contract() throws IOException {
    var story =
        Story.of(7, "j")
            .running(0, 0)
            .later(500)
            .failed(0, 0, "boom", new Next.Retry(0))
            .running(0, 1)
            .later(1_000)
            .succeeded(0, 1, 1_000, Map.of("rows", "12345678901234567890.10", "name", "\"x\""))
            .running(1, 0)
            .later(1)
            .succeeded(1, 0, 1, Map.of())
            .over(RunResult.SUCCESS, "");

    assertThat(json(story))
        .isEqualTo(
            """
            {"run_id":7,"job_id":0,"job_name":"j","version":0,"seq":11,"coordinator":"here",\
            "state":"TERMINATED","result":"SUCCESS","message":null,\
            "start_time":1700000000000,"end_time":1700000001501,\
            "job_parameters":{},"repair_history":[{"id":null,"type":"ORIGINAL",\
            "start_time":1700000000000,"end_time":1700000001501,"by":null}],"warnings":[],\
            "clusters":[{"key":null,"name":"default","generation":null,"nodes":1,"requested":null,\
            "ready":null,"released":null,"node_seconds":1.501}],"tasks":[\
            {"task_key":"a","state":"SUCCESS","result":"SUCCESS","depends_on":[],\
            "values":{"name":"x","rows":12345678901234567890.10},"attempts":[\
            {"attempt":0,"fence":1,"state":"FAILED","node":"worker-1",\
            "start_time":1700000000000,"end_time":1700000000500,"exit_code":1,\
            "message":"boom","log":"/runs/7/tasks/a/0/log"},\
            {"attempt":1,"fence":2,"state":"SUCCESS","node":"worker-1",\
            "start_time":1700000000500,"end_time":1700000001500,"exit_code":0,\
            "message":null,"log":"/runs/7/tasks/a/1/log"}]},\
            {"task_key":"b","state":"SUCCESS","result":"SUCCESS","depends_on":["a"],\
            "values":{},"attempts":[\
            {"attempt":0,"fence":3,"state":"SUCCESS","node":"worker-1",\
            "start_time":1700000001500,"end_time":1700000001501,"exit_code":0,\
            "message":null,"log":"/runs/7/tasks/b/0/log"}]}]}\
            """);
  }

  @Test
  void what_is_not_known_yet_is_null_and_an_assigned_task_is_ready() throws IOException {
    var story = Story.of(7, "j").assigned(0, 0).takenOver("there");

    assertThat(json(story))
        .isEqualTo(
            """
            {"run_id":7,"job_id":0,"job_name":"j","version":0,"seq":3,"coordinator":"there",\
            "state":"PENDING","result":null,"message":null,\
            "start_time":1700000000000,"end_time":null,\
            "job_parameters":{},"repair_history":[{"id":null,"type":"ORIGINAL",\
            "start_time":1700000000000,"end_time":null,"by":null}],"warnings":[],\
            "clusters":[{"key":null,"name":"default","generation":null,"nodes":1,"requested":null,\
            "ready":null,"released":null,"node_seconds":0.000}],"tasks":[\
            {"task_key":"a","state":"READY","result":null,"depends_on":[],"values":{},\
            "attempts":[]},\
            {"task_key":"b","state":"BLOCKED","result":null,"depends_on":["a"],"values":{},\
            "attempts":[]}]}\
            """);
  }

  @Test
  void a_condition_has_its_outcome_and_what_it_excludes_is_excluded() throws IOException {
    var story =
        Controls.begin(
            Controls.condition("check", "3", "5"),
            Controls.when(true, Tasks.task("yes", "check")),
            Controls.disabled(Tasks.task("off")));

    var tasks = document(story).path("tasks");

    assertThat(tasks.get(0).path("condition_task").toString())
        .isEqualTo(
            "{\"op\":\"GREATER_THAN\",\"left\":\"3\",\"right\":\"5\",\"outcome\":\"false\"}");
    assertThat(tasks.get(1).path("result").asText()).isEqualTo("EXCLUDED");
    assertThat(tasks.get(2).path("state").asText()).isEqualTo("DISABLED");
  }

  @Test
  void a_loop_has_statistics_and_its_iterations_those_that_failed_or_run_first()
      throws IOException {
    var story = Controls.begin(Controls.loop("loop", "[1,2,3,4]", 2, Tasks.task("inner")));
    story.start(W1, 2);
    story.end(1, Outcome.Succeeded.PLAIN);
    story.end(2, FAILED);
    story.start(W1, 1);

    var loop = document(story).path("tasks").get(0);

    assertThat(loop.path("for_each_task").path("stats").path("task_run_stats").toString())
        .isEqualTo(
            """
            {"total_iterations":4,"scheduled_iterations":4,"active_iterations":2,\
            "completed_iterations":2,"succeeded_iterations":1,"failed_iterations":1}\
            """);
    assertThat(loop.path("iterations").findValuesAsText("index"))
        .containsExactly("1", "2", "0", "3");
    assertThat(loop.path("iterations").get(0).path("attempts").get(0).path("log").asText())
        .isEqualTo("/runs/7/tasks/loop/iterations/1/0/log");
    assertThat(loop.path("iterations_left_out").asInt()).isZero();
  }

  @Test
  void of_a_long_loop_a_thousand_iterations_are_listed() throws IOException {
    var inputs = IntStream.range(0, 1_200).boxed().toList().toString();
    var story = Controls.begin(Controls.loop("loop", inputs, 100, Tasks.task("inner")));
    story.start(W1, 100);
    story.end(90, FAILED);

    var loop = document(story).path("tasks").get(0);

    assertThat(loop.path("iterations")).hasSize(1_000);
    assertThat(loop.path("iterations").get(0).path("index").asInt()).isEqualTo(89);
    assertThat(loop.path("iterations_left_out").asInt()).isEqualTo(200);
  }

  @Test
  void a_task_that_runs_another_job_names_the_last_run_of_it() throws IOException {
    var story = Controls.begin(Controls.child("sub"));
    var before = document(story).path("tasks").get(0).path("run_job_task");
    story.tell(new RunCommand.BeginChild(0, new RunId(12)));

    assertThat(before.toString()).isEqualTo("{\"run_id\":null}");
    assertThat(document(story).path("tasks").get(0).path("run_job_task").path("run_id").asLong())
        .isEqualTo(12);
  }

  @Test
  void a_repaired_run_goes_on_and_tells_of_its_turns() throws IOException {
    var story = Controls.begin(Tasks.task("a"));
    story.start(W1, 1);
    story.pass(10).end(0, FAILED);
    story.pass(10);
    story.tell(new RunCommand.Repair(5, null, List.of(), true, false, Map.of(), "eve"));

    var document = document(story);

    assertThat(document.path("state").asText()).isEqualTo("RUNNING");
    assertThat(document.path("end_time").isNull()).isTrue();
    assertThat(document.path("repair_history").toString())
        .isEqualTo(
            """
            [{"id":null,"type":"ORIGINAL","start_time":1000000,"end_time":1000010,"by":null},\
            {"id":5,"type":"REPAIR","start_time":1000020,"end_time":null,"by":"eve"}]\
            """);
  }

  @Test
  void what_took_too_long_is_a_warning() throws IOException {
    var story = Controls.begin(Controls.plan(3_000, Controls.warned(2_000, Tasks.task("a"))));
    story.start(W1, 1);
    story.report(0, new Stage.Began(0));
    story.pass(2_000).tell(new RunCommand.Start(List.of()));
    story.pass(1_000).tell(new RunCommand.Start(List.of()));

    assertThat(document(story).path("warnings").toString())
        .isEqualTo(
            """
            [{"task_key":"a","limit_millis":2000,"at":1002000},\
            {"task_key":null,"limit_millis":3000,"at":1003000}]\
            """);
  }

  private static JsonNode document(RunStory story) throws IOException {
    return new ObjectMapper().readTree(json(Controls.history(story)));
  }

  private static String json(Story story) throws IOException {
    return json(story.history(JOB));
  }

  private static String json(RunHistory history) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      new RunDocument(history, Path.of("/runs/7")).write(json);
    }
    return text.toString();
  }
}
