package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.cli.process.Interrupts;
import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} and {@code runs} against a server. */
class ServerRunsTest {

  private static final String RUNNING =
      """
      {"run_id":7,"seq":3,"coordinator":"c-1","state":"RUNNING","result":null,"message":null,
       "start_time":1700000000000,"end_time":null,"tasks":[
        {"task_key":"a","state":"RUNNING","attempts":[{"attempt":0,"state":"RUNNING","node":"w-1",
          "start_time":1700000000000,"end_time":null,"exit_code":null,"message":null,
          "log":"tasks/7/a/0/log"}]}]}
      """;

  private static final String FAILED =
      """
      {"run_id":7,"seq":5,"coordinator":"c-2","state":"TERMINATED","result":"FAILED","message":"a",
       "start_time":1700000000000,"end_time":1700000002000,"tasks":[
        {"task_key":"a","state":"FAILED","attempts":[{"attempt":0,"state":"FAILED","node":"w-1",
          "start_time":1700000000000,"end_time":1700000002000,"exit_code":3,"message":"boom",
          "log":"tasks/7/a/0/log"}]}]}
      """;

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeServer server = new FakeServer();
  private final FakeServer other = new FakeServer();

  @BeforeEach
  void makeFolder() throws IOException {
    line = new CommandLineFixture(folder);
    line.environment.put("SAMPO_HOST", server.url());
    line.file("two.yaml", CommandLineFixture.TWO);
    Files.createDirectories(folder.resolve("sql"));
    line.file("sql/q.sql", "select 1");
    line.file("rows.json", "[1, 2]");
    line.file("child.yaml", "name: child\ntasks: [{task_key: x, shell_task: {command: x}}]\n");
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private Called call(String... arguments) {
    return line.call(new FakeNodes(run -> Story.of(run.value(), "j")), arguments);
  }

  @Test
  void a_submit_sends_the_job_with_its_parameters_and_tells_the_id() {
    var called = call("submit", "two.yaml", "-p", "who=me");
    var json = call("submit", "two.yaml", "-o", "json");

    assertThat(called.exitCode()).as(called.err()).isZero();
    assertThat(called.out()).isEqualTo("run 7  two\n");
    assertThat(json.out()).isEqualTo("{\"run_id\":7}\n");
    var body = server.submitted.getFirst();
    assertThat(body.path("job").path("tasks").path(1).path("max_retries").asInt()).isEqualTo(2);
    assertThat(body.path("parameters").toString()).isEqualTo("{\"who\":\"me\"}");
    assertThat(body.path("idempotency_token").asText()).isNotBlank();
    assertThat(body.path("idempotency_token"))
        .isNotEqualTo(server.submitted.get(1).path("idempotency_token"));
  }

  @Test
  void what_is_sent_depends_on_no_folder_and_the_server_gets_the_files_that_it_lacks()
      throws IOException {
    line.file(
        "job.yaml",
        """
        name: files
        parameters: [{name: place, default: data, kind: path}, {name: count, default: 010}]
        tasks:
        - {task_key: query, sql_task: {file: {path: sql/q.sql}}}
        - {task_key: again, sql_task: {file: {path: ./sql/q.sql}}}
        - {task_key: child, run_job_task: {job_file: child.yaml}}
        - task_key: each
          for_each_task:
            inputs_file: rows.json
            task: {task_key: one, shell_task: {command: x, working_directory: data}}
        """);

    var called = call("submit", "job.yaml");
    call("submit", "job.yaml");

    assertThat(called.exitCode()).as(called.err()).isZero();
    var hash = "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f";
    var body = server.submitted.getFirst();
    var tasks = body.path("job").path("tasks");
    assertThat(tasks.path(0).path("sql_task").toString())
        .isEqualTo("{\"file\":{\"path\":\"%s/sql/q.sql\"}}".formatted(folder));
    assertThat(tasks.path(2).path("run_job_task").path("job_file").asText())
        .isEqualTo(folder + "/child.yaml");
    assertThat(tasks.path(3).path("for_each_task").path("inputs").asText()).isEqualTo("[1, 2]");
    assertThat(tasks.path(3).at("/for_each_task/task/shell_task/working_directory").asText())
        .isEqualTo(folder + "/data");
    assertThat(body.path("job").at("/parameters/0/default").asText()).isEqualTo(folder + "/data");
    assertThat(body.path("job").at("/parameters/1/default").asText()).isEqualTo("010");
    assertThat(body.path("jobs").path(folder + "/child.yaml").path("name").asText())
        .isEqualTo("child");
    assertThat(body.path("files").toString())
        .isEqualTo("{\"%s/sql/q.sql\":\"%s\"}".formatted(folder, hash));
    assertThat(server.files.get(hash)).asString().isEqualTo("select 1");
    assertThat(server.requests).filteredOn(asked -> asked.startsWith("PUT")).hasSize(1);
  }

  @Test
  void a_submit_whose_answer_is_lost_is_sent_again_with_the_same_token() {
    server.dropNextSubmits.set(2);

    var called = call("submit", "two.yaml");

    assertThat(called.exitCode()).as(called.err()).isZero();
    assertThat(server.submitted).hasSize(3);
    assertThat(server.submitted)
        .extracting(body -> body.path("idempotency_token").asText())
        .containsOnly(server.submitted.getFirst().path("idempotency_token").asText());
  }

  @Test
  void what_a_server_refuses_is_told_with_its_own_code_and_words() {
    server.answers.put(
        "POST /api/sampo/1/runs",
        "400 {\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"m\"}");
    server.answers.put(
        "GET /api/sampo/1/runs/8", "403 {\"error_code\":\"PERMISSION_DENIED\",\"message\":\"no\"}");
    server.answers.put("GET /api/sampo/1/runs/9", "500 oh");

    var submit = call("submit", "two.yaml", "-o", "json");

    assertThat(submit.exitCode()).isEqualTo(2);
    assertThat(submit.err())
        .isEqualTo("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"m\"}\n");
    assertThat(call("runs", "get", "8").exitCode()).isEqualTo(4);
    assertThat(call("runs", "get", "9").err()).isEqualTo("the server answers 500 oh\n");
    assertThat(call("runs", "get", "10").exitCode()).isEqualTo(5);
  }

  @Test
  void the_id_of_a_job_is_refused_by_name_and_a_bad_file_before_any_server_is_asked()
      throws IOException {
    line.file("bad.yaml", "name: x\ntasks: [{task_key: a, shel_task: {}}]\n");

    assertThat(call("submit", "17").err()).contains("run-now");
    assertThat(call("submit", "17").exitCode()).isEqualTo(2);
    assertThat(call("submit", "bad.yaml").err()).contains("did you mean 'shell_task'");
    assertThat(call("submit", "two.yaml", "-p", "whom=x").exitCode()).isEqualTo(2);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void a_watch_shows_what_happens_and_exits_as_the_run_does() {
    server.documents.add(RUNNING);
    server.documents.add(FAILED);
    server.events.add("{\"seq\":1}");

    var called = call("submit", "two.yaml", "--watch");

    assertThat(called.exitCode()).as(called.err()).isEqualTo(3);
    assertThat(called.err())
        .startsWith("run 7  two  " + server.url() + "\n▶ a  RUNNING\n")
        .contains("taken over by c-2, from c-1\n", "a  FAILED  attempt 1  exit 3  boom  on w-1\n")
        .contains("  log: " + folder + "/.sampo/cluster/nodes/w-1/tasks/7/a/0/log\n");
    assertThat(called.out()).startsWith("run 7  FAILED  2.0 s  a\n");
  }

  @Test
  void a_watch_goes_over_to_another_node_when_its_own_dies_and_misses_no_event()
      throws IOException {
    server.members.add("{\"name\":\"b\",\"http\":\"%s\"}".formatted(other.url()));
    server.members.add("{\"name\":\"w\",\"http\":null}");
    server.documents.add(RUNNING);
    server.events.add("{\"seq\":1}");
    server.events.add("{\"seq\":2}");
    server.onStream = server::close;
    other.documents.add(RUNNING);
    other.documents.add(FAILED);
    for (var seq = 1; seq <= 5; seq++) {
      other.events.add("{\"seq\":%d}".formatted(seq));
    }

    var called = call("runs", "watch", "7", "-o", "json");

    assertThat(called.exitCode()).as(called.err()).isEqualTo(3);
    assertThat(called.out().lines())
        .containsExactly("{\"seq\":1}", "{\"seq\":2}", "{\"seq\":3}", "{\"seq\":4}", "{\"seq\":5}");
    assertThat(called.err())
        .contains("lost " + server.url())
        .contains("goes on with " + other.url());
    assertThat(new ObjectMapper().readTree(FAILED).path("seq").asInt()).isEqualTo(5);
  }

  @Test
  void a_watch_waits_for_a_node_that_follows_as_many_runs_as_it_may() {
    server.documents.add(FAILED);
    for (var seq = 1; seq <= 5; seq++) {
      server.events.add("{\"seq\":%d}".formatted(seq));
    }
    server.refuseNextStreams.set(2);

    var called = call("runs", "watch", "7", "-o", "json");

    assertThat(called.exitCode()).as(called.err()).isEqualTo(3);
    assertThat(called.out().lines()).hasSize(5);
    assertThat(server.refuseNextStreams).hasValue(-1);
  }

  @Test
  void ctrl_c_only_detaches() {
    server.documents.add(RUNNING);
    server.onStream = () -> line.interrupts.receive(Interrupts.Kind.INT);

    var called = call("runs", "watch", "7");

    assertThat(called.exitCode()).isEqualTo(130);
    assertThat(called.err()).endsWith("the run goes on; scripts/sampo runs watch 7\n");
    assertThat(server.requests).noneMatch(asked -> asked.contains("cancel"));
  }

  @Test
  void the_result_of_a_watched_submit_as_json_is_the_document() throws IOException {
    server.documents.add(FAILED);

    var called = call("submit", "two.yaml", "--watch", "-o", "json");

    assertThat(called.exitCode()).isEqualTo(3);
    assertThat(new ObjectMapper().readTree(called.out()))
        .isEqualTo(new ObjectMapper().readTree(FAILED));
  }

  @Test
  void runs_are_listed_page_by_page() {
    server.answers.put(
        "GET /api/sampo/1/runs?limit=2",
        """
        200 {"runs":[{"run_id":9,"job_name":"j","state":"RUNNING","result":null,"message":null,\
        "start_time":1700000000000,"end_time":null}],"next_page_token":"a b"}
        """);
    server.answers.put(
        "GET /api/sampo/1/runs?limit=1&page_token=a%20b",
        """
        200 {"runs":[{"run_id":8,"parent_run_id":9,"job_name":"k","state":"TERMINATED",\
        "result":"SUCCESS","message":null,"start_time":1700000000000,"end_time":1700000001000}]}
        """);

    var text = call("runs", "list", "--limit", "2");
    var json = call("runs", "list", "--limit", "2", "-o", "json");

    assertThat(text.out().lines().skip(1))
        .anySatisfy(row -> assertThat(row).contains("  9  j", "RUNNING"))
        .anySatisfy(row -> assertThat(row).contains("SUCCESS", "1.0 s", "part of run 9"));
    assertThat(json.out())
        .startsWith("{\"runs\":[{\"run_id\":9,\"parent_run_id\":null,\"job_name\":\"j\"");
  }

  @Test
  void a_run_is_shown_cancelled_and_explained_by_the_server() {
    server.documents.add(FAILED);
    server.answers.put("POST /api/2.2/jobs/runs/cancel", "200 {}");
    server.answers.put(
        "GET /api/sampo/1/runs/7/tasks/a/why",
        "200 {\"task_key\":\"a\",\"sentence\":\"a failed\"}");
    for (var seq = 1; seq <= 5; seq++) {
      server.events.add("{\"seq\":%d}".formatted(seq));
    }

    assertThat(call("runs", "get", "7").out()).startsWith("run 7  FAILED");
    assertThat(call("runs", "cancel", "7").out()).isEqualTo("run 7  is being cancelled\n");
    assertThat(call("runs", "cancel", "7", "-o", "json").out()).isEqualTo("{\"run_id\":7}\n");
    assertThat(call("runs", "why", "7").out()).isEqualTo("a failed\n");
    assertThat(call("runs", "why", "7", "a", "-o", "json").out())
        .isEqualTo("{\"task_key\":\"a\",\"sentence\":\"a failed\"}\n");
    assertThat(call("runs", "events", "7").out().lines()).hasSize(5);
  }

  @Test
  void a_log_is_read_where_it_lies_on_this_machine_and_else_its_place_is_told() throws IOException {
    server.documents.add(FAILED);

    var absent = call("runs", "logs", "7", "a");
    var place = folder.resolve(".sampo/cluster/nodes/w-1/tasks/7/a/0");
    Files.createDirectories(place);
    Files.writeString(place.resolve("log"), "hello\n");
    var here = call("runs", "logs", "7", "a");

    assertThat(absent.err()).contains("is not on this machine", "where node w-1 is");
    assertThat(here.out()).isEqualTo("hello\n");
  }

  @Test
  void what_a_server_cannot_do_yet_is_refused_by_name() {
    assertThat(call("runs", "repair", "7").err()).startsWith("runs repair: not on a server yet");
    assertThat(call("runs", "mark", "7", "a", "skipped", "--why", "x").exitCode()).isEqualTo(2);
    assertThat(call("runs", "cancel", "7", "--task", "a").exitCode()).isEqualTo(2);
  }
}
