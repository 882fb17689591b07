package io.sampo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.api.http.Callers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitTest {

  private static final String RUNS = "/api/sampo/1/runs";

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.start(folder, "sampo.api.body-bytes-max = 4KiB");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void the_text_of_a_job_file_runs_with_what_lies_beside_it_at_the_caller() throws Exception {
    var inputs = served.upload("[\"x\", \"y\"]");
    var job =
        """
        name: over
        parameters: [{name: out, kind: path, default: data}]
        tasks:
          - task_key: each
            for_each_task:
              inputs_file: in.json
              task: {task_key: one, shell_task: {command: 'echo {{job.parameters.out}}'}}
        """;
    var run =
        submitted(
            Map.of("job", job, "path", "/home/ann/job.yaml", "files", Map.of("in.json", inputs)));

    var document = served.ended(run);

    assertThat(document.path("result").asText()).isEqualTo("SUCCESS");
    assertThat(document.path("job_parameters").path("out").asText()).isEqualTo("/home/ann/data");
    assertThat(document.at("/tasks/0/iterations")).hasSize(2);
    assertThat(document.at("/tasks/0/iterations/0/attempts/0/log").asText())
        .isEqualTo("tasks/%d/each/iterations/0/0/log".formatted(run));
  }

  @Test
  void a_parameter_that_is_a_path_is_relative_to_the_folder_the_caller_is_in() throws Exception {
    var job =
        "parameters: [{name: p, kind: path, default: a}]\ntasks: [{task_key: t, shell_task:"
            + " {command: 'true'}}]";

    var run =
        submitted(
            Map.of("job", job, "current_folder", "/home/ann", "parameters", Map.of("p", "x/../y")));

    assertThat(served.json(RUNS + "/" + run).at("/job_parameters/p").asText())
        .isEqualTo("/home/ann/y");
  }

  @Test
  void a_job_runs_another_that_came_along() throws Exception {
    var other = Map.of("name", "other", "tasks", List.of(shell("o", "true")));
    var job =
        Map.of(
            "tasks",
            List.of(Map.of("task_key", "t", "run_job_task", Map.of("job_file", "o.json"))));

    var run = submitted(Map.of("job", job, "jobs", Map.of("o.json", other)));

    assertThat(served.ended(run).path("result").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void every_fault_is_told_at_once_and_nothing_is_submitted() throws Exception {
    var before = served.json(RUNS + "?limit=100").path("runs").size();

    var answer =
        served.post(
            RUNS,
            "{\"files\": {\"a\": \"zz\"}, \"idempotency_token\": \"\", \"job\": {\"tasks\":"
                + " [{\"task_key\": \"t\", \"notebook_task\": {\"notebook_path\": \"n.java\"}}]}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    var error = Served.JSON.readTree(answer.body());
    assertThat(error.path("error_code").asText()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(error.path("message").asText())
        .contains("files.a: zz")
        .contains("idempotency_token: 0 characters")
        .contains("no such file: /n.java");
    assertThat(served.json(RUNS + "?limit=100").path("runs")).hasSize(before);
  }

  @Test
  void fields_that_nobody_knows_are_ignored_and_named() throws Exception {
    var job = Map.of("tasks", List.of(shell("t", "true")), "colour", "red");

    var answer = served.post(RUNS, json(Map.of("job", job, "mood", 1)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Sampo-Ignored"))
        .hasValueSatisfying(
            names -> assertThat(names.split(", ")).containsExactlyInAnyOrder("mood", "job.colour"));
  }

  @Test
  void a_job_whose_files_are_not_here_is_told_which_are_missing() throws Exception {
    var missing = Callers.hash("never sent").hex();
    var job = Map.of("tasks", List.of(shell("t", "true")));

    var answer = served.post(RUNS, json(Map.of("job", job, "files", Map.of("a", missing))));

    assertThat(answer.statusCode()).isEqualTo(400);
    var error = Served.JSON.readTree(answer.body());
    assertThat(error.path("error_code").asText()).isEqualTo("FILES_MISSING");
    assertThat(error.path("missing")).extracting(JsonNode::asText).containsExactly(missing);
  }

  @Test
  void a_path_of_the_caller_is_never_looked_up_on_the_server() throws Exception {
    var here = Files.writeString(folder.resolve("here.java"), "1 + 1");
    var notebook =
        Map.of("task_key", "t", "notebook_task", Map.of("notebook_path", here.toString()));

    var answer = served.post(RUNS, json(Map.of("job", Map.of("tasks", List.of(notebook)))));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no such file");
  }

  @Test
  void the_same_token_is_the_same_run_however_many_ask_at_once() throws Exception {
    var body = body("true", "many");
    Callable<Long> submit = () -> run(served.post(RUNS, body).body());

    try (var threads = Executors.newFixedThreadPool(20)) {
      var runs = new HashSet<Long>();
      for (var answer : threads.invokeAll(Collections.nCopies(40, submit))) {
        runs.add(answer.get());
      }

      assertThat(runs).hasSize(1).doesNotContain(0L);
    }
  }

  @Test
  void the_same_token_with_another_body_is_a_conflict() throws Exception {
    var first = run(served.post(RUNS, body("true", "twice")).body());

    var again = served.post(RUNS, body("true", "twice"));
    var other = served.post(RUNS, body("false", "twice"));

    assertThat(run(again.body())).isEqualTo(first);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("RESOURCE_ALREADY_EXISTS").contains("run " + first);
  }

  @Test
  void a_run_that_is_refused_leaves_its_token_free() throws Exception {
    var parameters = List.of(Map.of("name", "p", "default", "x"));
    var job = Map.of("tasks", List.of(shell("t", "true")), "parameters", parameters);
    var bad = Map.of("p", "{{tasks.t.values.x}}");

    var refused =
        served.post(
            RUNS, json(Map.of("job", job, "parameters", bad, "idempotency_token", "freed")));
    var accepted = served.post(RUNS, json(Map.of("job", job, "idempotency_token", "freed")));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(accepted.statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_may_be_as_large_as_the_limit_and_no_larger() throws Exception {
    var body = body("true", "limit");
    var room = 4096 - body.length();

    assertThat(served.post(RUNS, body + " ".repeat(room)).statusCode()).isEqualTo(200);
    var larger = served.post(RUNS, body + " ".repeat(room + 1));

    assertThat(larger.statusCode()).isEqualTo(413);
    assertThat(larger.body()).contains("REQUEST_TOO_LARGE").contains("4096");
  }

  @Test
  void bodies_that_were_made_to_do_harm_are_refused() throws Exception {
    for (var body :
        List.of(
            "",
            "{",
            "[]",
            "{\"job\": {}, \"job\": {}}",
            "{\"job\": " + "[".repeat(101) + "]".repeat(101) + "}",
            "{\"job\": \"tasks: [*a]\"}",
            "{\"job\": {\"tasks\": []}} 1",
            "\u0000")) {
      var answer = served.post(RUNS, body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).as(body).contains("INVALID_PARAMETER_VALUE");
    }
  }

  private static Map<String, Object> shell(String key, String command) {
    return Map.of("task_key", key, "shell_task", Map.of("command", command));
  }

  private static String body(String command, String token) throws Exception {
    var body = new HashMap<String, Object>();
    body.put("job", Map.of("tasks", List.of(shell("t", command))));
    body.put("idempotency_token", token);
    return json(body);
  }

  private static String json(Object value) throws Exception {
    return Served.JSON.writeValueAsString(value);
  }

  private static long submitted(Map<String, Object> body) throws Exception {
    var answer = served.post(RUNS, json(body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return run(answer.body());
  }

  private static long run(String answer) throws Exception {
    return Served.JSON.readTree(answer).path("run_id").asLong();
  }
}
