package io.sampo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at runs, following and stopping them. */
class RunsTest {

  private static final String RUNS = "/api/sampo/1/runs";
  private static final String JOBS = "/api/2.2/jobs/runs/";

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.start(folder, "sampo.api.event-streams-max = 2");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void a_run_is_told_as_it_is_and_as_it_was() throws Exception {
    var run = served.submit("true");
    var document = served.ended(run);

    var first = served.json(RUNS + "/" + run + "?as_of=1");

    assertThat(document.path("result").asText()).isEqualTo("SUCCESS");
    assertThat(document.at("/tasks/0/attempts/0/log").asText())
        .isEqualTo("tasks/%d/t/0/log".formatted(run));
    assertThat(first.path("seq").asLong()).isEqualTo(1);
    assertThat(first.path("state").asText()).isEqualTo("PENDING");
    assertThat(served.get(RUNS + "/" + run + "?as_of=0").statusCode()).isEqualTo(400);
  }

  @Test
  void runs_are_listed_newest_first_a_page_at_a_time() throws Exception {
    var submitted = LongStream.range(0, 5).map(_ -> submit()).boxed().toList().reversed();
    var oldest = submitted.getLast();

    var first = served.json(RUNS + "?limit=3");
    var second =
        served.json(RUNS + "?limit=3&page_token=" + first.path("next_page_token").asText());

    var ids = Stream.concat(ids(first), ids(second)).filter(run -> run >= oldest).toList();
    assertThat(ids).containsSubsequence(submitted);
    assertThat(first.at("/runs/0").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "run_id",
            "parent_run_id",
            "job_name",
            "seq",
            "state",
            "result",
            "message",
            "start_time",
            "end_time");
    assertThat(served.get(RUNS + "?limit=101").statusCode()).isEqualTo(400);
    assertThat(served.get(RUNS + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(served.get(RUNS + "?page_token=x").statusCode()).isEqualTo(400);
  }

  @Test
  void a_run_that_is_not_there_is_not_found() throws Exception {
    for (var path : List.of("/9", "/9/events", "/9/tasks/t/why", "/0", "/abc", "/-1")) {
      var answer = served.get(RUNS + path);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("RESOURCE_DOES_NOT_EXIST").contains("does not exist");
    }
    var get = served.get(JOBS + "get?run_id=9");
    assertThat(get.statusCode()).isEqualTo(400);
    assertThat(get.body())
        .isEqualTo(
            "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Run 9 does not exist.\"}");
    assertThat(served.post(JOBS + "cancel", "{\"run_id\": 9}").statusCode()).isEqualTo(400);
    assertThat(served.post(JOBS + "cancel", "{}").body()).contains("run_id is missing");
  }

  @Test
  void why_tells_of_a_task_and_names_the_nearest_of_one_that_is_not_there() throws Exception {
    var run = served.submit("exit 3");
    served.ended(run);

    var why = served.json(RUNS + "/" + run + "/tasks/t/why");
    var absent = served.get(RUNS + "/" + run + "/tasks/t%5B0%5D/why");

    assertThat(why.path("state").asText()).isEqualTo("FAILED");
    assertThat(why.path("sentence").asText()).contains("exit");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("Task t[0]");
  }

  @Test
  void a_cancel_is_granted_once_and_again_and_not_to_a_run_that_has_ended() throws Exception {
    var run = served.submit("sleep 1000");
    running(run);
    var body = "{\"run_id\": %d}".formatted(run);

    var first = served.post(JOBS + "cancel", body);
    var second = served.post("/api/2.1/jobs/runs/cancel", body);
    var document = served.ended(run);
    var third = served.post(JOBS + "cancel", body);
    var other = served.submit("true");
    served.ended(other);
    var late = served.post(JOBS + "cancel", "{\"run_id\": \"%d\"}".formatted(other));

    assertThat(List.of(first, second, third))
        .allSatisfy(answer -> assertThat(answer.body()).isEqualTo("{}"));
    assertThat(document.path("result").asText()).isEqualTo("CANCELED");
    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(late.body()).contains("INVALID_STATE");
  }

  @Test
  void the_other_api_tells_of_a_failed_run_as_its_clients_expect() throws Exception {
    var run = served.submit("exit 3");
    served.ended(run);

    var got = served.json(JOBS + "get?run_id=" + run);
    var listed = served.json(JOBS + "list?completed_only=true&expand_tasks=true&limit=25");

    assertThat(got.at("/state/life_cycle_state").asText()).isEqualTo("INTERNAL_ERROR");
    assertThat(got.at("/state/result_state").asText()).isEqualTo("FAILED");
    assertThat(got.at("/status/termination_details/code").asText())
        .isEqualTo("RUN_EXECUTION_ERROR");
    assertThat(got.at("/tasks/0/state/life_cycle_state").asText()).isEqualTo("TERMINATED");
    assertThat(got.at("/tasks/0/run_id").asLong()).isEqualTo(run + 1);
    assertThat(got.path("run_type").asText()).isEqualTo("SUBMIT_RUN");
    assertThat(ids(listed)).contains(run);
    assertThat(ids(served.json(JOBS + "list?active_only=true"))).doesNotContain(run);
    assertThat(served.get(JOBS + "list?limit=26").statusCode()).isEqualTo(400);
    assertThat(served.get(JOBS + "list?limit=0").statusCode()).isEqualTo(200);
  }

  @Test
  void events_come_in_order_without_a_gap_and_end_with_the_run() throws Exception {
    var run = served.submit("sleep 1");

    var events = follow(run, null).body().toList();

    var seqs = seqs(events);
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    assertThat(events).filteredOn(line -> line.contains("\"event\":\"RunEnded\"")).hasSize(1);
    assertThat(served.json(RUNS + "/" + run).path("seq").asLong()).isEqualTo(seqs.getLast());
  }

  @Test
  void events_resume_after_the_last_that_the_client_has() throws Exception {
    var run = served.submit("true");
    var all = seqs(follow(run, null).body().toList());

    assertThat(seqs(follow(run, "2").body().toList())).isEqualTo(all.subList(2, all.size()));
    assertThat(seqs(follow(run, all.getLast().toString()).body().toList())).isEmpty();
    assertThat(follow(run, "x").statusCode()).isEqualTo(400);
    assertThat(follow(run, "-1").statusCode()).isEqualTo(400);
  }

  @Test
  void no_more_streams_are_open_than_the_limit_and_one_that_is_left_makes_room() throws Exception {
    var run = served.submit("sleep 1000");
    running(run);
    var first = follow(run, null);
    var second = follow(run, null);

    var third = follow(run, null);
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).isPresent();
    served.post(JOBS + "cancel", "{\"run_id\": %d}".formatted(run));
    assertThat(first.body().toList()).isNotEmpty();
    assertThat(second.body().toList()).isNotEmpty();

    Awaitility.await().until(() -> follow(run, null).statusCode() == 200);
  }

  private static HttpResponse<Stream<String>> follow(long run, @Nullable String after)
      throws Exception {
    var request = served.request(RUNS + "/" + run + "/events");
    if (after != null) {
      request.header("Last-Event-ID", after);
    }
    return served.client().send(request.build(), BodyHandlers.ofLines());
  }

  private static List<Long> seqs(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("id: "))
        .map(line -> Long.valueOf(line.substring(4)))
        .toList();
  }

  private static Stream<Long> ids(JsonNode page) {
    return StreamSupport.stream(page.path("runs").spliterator(), false)
        .map(run -> run.path("run_id").asLong());
  }

  private static void running(long run) {
    Awaitility.await()
        .until(() -> served.json(RUNS + "/" + run).path("state").asText().equals("RUNNING"));
  }

  private static long submit() {
    try {
      return served.submit("true");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
