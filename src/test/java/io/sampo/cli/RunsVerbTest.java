package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.session.Nodes;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsVerbTest {

  private static final JobDefinition JOB = Story.job("j", "a", "b a");

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void storeRuns() throws IOException {
    line = new CommandLineFixture(folder);
    store(
        1,
        Story.of(1, "j")
            .running(0, 0)
            .later(500)
            .failed(0, 0, "boom", new Next.Retry(0))
            .running(0, 1)
            .later(1_000)
            .failed(0, 1, "boom", new Next.Rest(TaskStatus.FAILED))
            .resolved(TaskStatus.UPSTREAM_FAILED, 1)
            .over(RunResult.FAILED, "Task a failed with message: boom"));
    store(4, Story.of(4, "j").running(0, 0));
  }

  @Test
  void a_list_shows_the_newest_first_and_what_waits_to_be_resumed() {
    var called = line.call(nodes, "runs", "list");

    assertThat(called.out())
        .isEqualTo(
            """
            RUN  JOB  STATE       RESULT  START                 DURATION
              4  j    RUNNING             2023-11-14T22:13:20Z  1 min 00 s  interrupted: \
            scripts/sampo resume 4
              1  j    TERMINATED  FAILED  2023-11-14T22:13:20Z  1.5 s
            """);
  }

  @Test
  void a_list_as_json_has_one_object_for_each_run() {
    var called = line.call(nodes, "runs", "list", "-o", "json");

    assertThat(called.out())
        .isEqualTo(
            """
            {"runs":[{"run_id":4,"parent_run_id":null,"job_name":"j",\
            "state":"RUNNING","result":null,"message":null,\
            "start_time":1700000000000,"end_time":null},\
            {"run_id":1,"parent_run_id":null,"job_name":"j",\
            "state":"TERMINATED","result":"FAILED",\
            "message":"Task a failed with message: boom",\
            "start_time":1700000000000,"end_time":1700000001500}]}
            """);
  }

  @Test
  void a_run_is_shown_to_people_and_to_programs() {
    assertThat(line.call(nodes, "runs", "get", "1").out())
        .isEqualTo(
            """
            run 1  j  FAILED  1.5 s  Task a failed with message: boom
              ✘ a  FAILED           1.0 s      2 attempts
              ⊘ b  UPSTREAM_FAILED
              cluster default  1 node  1.5 node-seconds
            """);
    assertThat(line.call(nodes, "runs", "get", "1", "-o", "json").out())
        .startsWith("{\"run_id\":1,\"job_id\":0,\"job_name\":\"j\",\"version\":0,\"seq\":9,");
  }

  @Test
  void logs_are_those_of_the_last_attempt_or_of_the_one_that_is_named() throws IOException {
    log(0, "first\n");
    log(1, "second\n");

    assertThat(line.call(nodes, "runs", "logs", "1", "a").out()).isEqualTo("second\n");
    assertThat(line.call(nodes, "runs", "logs", "1", "a", "--attempt", "0").out())
        .isEqualTo("first\n");
    assertThat(line.call(nodes, "runs", "logs", "1").out())
        .isEqualTo("==> a  attempt 1 <==\nsecond\n");
    assertThat(line.call(nodes, "runs", "logs", "1", "a", "-o", "json").out())
        .isEqualTo(
            "{\"logs\":[{\"task_key\":\"a\",\"attempt\":1,\"log\":\"%s\"}]}\n"
                .formatted(line.runFolder(1).resolve("tasks/a/1/log")));
  }

  @Test
  void what_is_not_there_is_5() {
    assertThat(line.call(nodes, "runs", "get", "2").exitCode()).isEqualTo(5);
    assertThat(line.call(nodes, "runs", "logs", "1", "x").exitCode()).isEqualTo(5);
    assertThat(line.call(nodes, "runs", "logs", "1", "b").exitCode()).isEqualTo(5);
    assertThat(line.call(nodes, "runs", "logs", "1", "a", "--attempt", "2").exitCode())
        .isEqualTo(5);
    assertThat(line.call(nodes, "runs", "get", "2", "-o", "json").err())
        .isEqualTo(
            "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"run 2 is not in %s/.sampo;"
                    .formatted(folder)
                + " see 'runs list'\"}\n");
  }

  @Test
  void the_data_folder_is_the_option_else_the_variable_else_here() throws IOException {
    var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));

    assertThat(line.call(nodes, "--data", "elsewhere", "runs", "list", "-o", "json").out())
        .isEqualTo("{\"runs\":[]}\n");
    line.environment.put("SAMPO_DATA", elsewhere.toString());
    assertThat(line.call(nodes, "runs", "list", "-o", "json").out()).isEqualTo("{\"runs\":[]}\n");
    assertThat(line.call(nodes, "runs", "list", "--data", ".sampo", "-o", "json").out())
        .contains("\"run_id\":4");
  }

  private void store(long run, Story story) throws IOException {
    Files.createDirectories(line.runFolder(run));
    nodes.archives.put(line.runFolder(run), new Nodes.Archive(new RunId(run), JOB, story.events()));
  }

  private void log(int attempt, String text) throws IOException {
    var log = line.runFolder(1).resolve("tasks/a/%d/log".formatted(attempt));
    Files.createDirectories(log.getParent());
    Files.writeString(log, text);
  }
}
