package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.session.Nodes;
import io.sampo.model.RunId;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateVerbTest {

  /** One task above three, which the last waits for. */
  private static final String FAN =
      """
      name: fan
      tasks:
        - {task_key: split, shell_task: {command: "true"}}
        - {task_key: left, depends_on: [{task_key: split}], shell_task: {command: "true"}}
        - {task_key: middle, depends_on: [{task_key: split}], shell_task: {command: "true"}}
        - {task_key: right, depends_on: [{task_key: split}], shell_task: {command: "true"}}
        - task_key: join
          depends_on: [{task_key: left}, {task_key: middle}, {task_key: right}]
          max_retries: 1
          min_retry_interval_millis: 3000
          shell_task: {command: "true"}
      """;

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void writeJob() throws IOException {
    line = new CommandLineFixture(folder);
    line.file("fan.yaml", FAN);
  }

  @Test
  void a_rehearsal_tells_people_how_long_the_job_takes_and_why() {
    var called =
        line.call(
            nodes,
            "simulate",
            "fan.yaml",
            "--workers",
            "2",
            "--slots",
            "1",
            "--duration",
            "left=2.5");

    assertThat(called.exitCode()).isZero();
    assertThat(called.err()).isEmpty();
    assertThat(called.out())
        .isEqualTo(
            """
            fan  5 tasks  2 workers with 1 slot each
            durations: 1 of --duration, 4 by default
            result         SUCCESS
            makespan       4.5 s, which no scheduler can beat
            lower bound    4.5 s, for the critical path takes as long
            critical path  4.5 s in 3 tasks
            work           6.5 s, 3.2 s if spread evenly over 2 slots
            queue time     1.0 s, the longest 1.0 s: right

            CRITICAL PATH  DURATION
            split          1.0 s
            left           2.5 s
            join           1.0 s

            TASK    STATE    ATTEMPTS  START  END    DURATION  QUEUED  SLACK
            split   SUCCESS         1  0.0 s  1.0 s  1.0 s     0.0 s   0.0 s
            left    SUCCESS         1  1.0 s  3.5 s  2.5 s     0.0 s   0.0 s
            middle  SUCCESS         1  1.0 s  2.0 s  1.0 s     0.0 s   1.5 s
            right   SUCCESS         1  2.0 s  3.0 s  1.0 s     1.0 s   1.5 s
            join    SUCCESS         1  3.5 s  4.5 s  1.0 s     0.0 s   0.0 s
            """);
  }

  @Test
  void a_rehearsal_as_json_has_every_field_with_its_unit() {
    var called = line.call(nodes, "simulate", "--slots", "1", "-o", "json", "fan.yaml");

    assertThat(called.out())
        .startsWith(
            """
            {"job_name":"fan","workers":1,"slots_per_worker":1,"slots":1,"result":"SUCCESS",\
            "message":"","too_slow":false,"makespan_millis":5000,"lower_bound_millis":5000,\
            "lower_bound_rule":"total_work","critical_path_millis":3000,\
            "total_work_millis":5000,"total_queue_millis":3000,"largest_queue_millis":2000,\
            "largest_queue_task_key":"right",\
            "durations":{"option":0,"file":0,"recorded":0,"job":0,"default":5},\
            "critical_path":[{"task_key":"split","duration_millis":1000},\
            {"task_key":"left","duration_millis":1000},\
            {"task_key":"join","duration_millis":1000}],\
            "tasks":[{"task_key":"split","state":"SUCCESS","attempts":1,"ready_millis":0,\
            "start_millis":0,"attempt_millis":1000,"attempt_origin":"default",\
            "end_millis":1000,"duration_millis":1000,"work_millis":1000,"queue_millis":0,\
            "slack_millis":0,"too_slow":false,"message":null},\
            """);
  }

  @Test
  void of_several_who_know_a_duration_the_closest_to_the_command_wins() throws IOException {
    line.file("times.yaml", "split: 20\nleft: 20.5\n");
    store(
        Story.of(1, "fan")
            .running(0, 0)
            .later(30_000)
            .succeeded(0, 0, 30_000, Map.of())
            .running(1, 0)
            .later(9_000)
            .failed(1, 0, "boom", new Next.Retry(0))
            .running(1, 1)
            .later(30_000)
            .succeeded(1, 1, 30_000, Map.of())
            .running(2, 0)
            .later(31_000)
            .succeeded(2, 0, 31_000, Map.of()));

    var told =
        json(
            "--duration",
            "split=10",
            "--durations",
            "times.yaml",
            "--recorded",
            "1",
            "--default",
            "0.5");

    assertThat(told.path("tasks"))
        .extracting(task -> task.path("attempt_millis").asLong())
        .containsExactly(10_000L, 20_500L, 31_000L, 500L, 500L);
    assertThat(told.path("durations"))
        .hasToString("{\"option\":1,\"file\":1,\"recorded\":1,\"job\":0,\"default\":2}");
  }

  @Test
  void a_task_that_is_made_to_fail_shows_its_retries_and_is_no_failure_of_the_command() {
    var told = json("--fail", "join");

    assertThat(told.path("result").asText()).isEqualTo("FAILED");
    assertThat(told.path("message").asText())
        .isEqualTo("Task join failed with message: made to fail");
    assertThat(told.path("makespan_millis").asLong()).isEqualTo(2_000 + 1_000 + 2_000 + 1_000);
    assertThat(told.path("tasks").path(4).path("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void a_task_that_never_runs_has_no_times_of_its_own() {
    var task = json("--fail", "split").path("tasks").path(1);

    assertThat(task.path("state").asText()).isEqualTo("UPSTREAM_FAILED");
    assertThat(task.path("start_millis").isNull()).isTrue();
    assertThat(task.path("attempt_origin").isNull()).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --fail     | spilt     | --fail: spilt is no task of the job (did you mean 'split'?)
          --duration | lefd=2    | --duration: lefd is no task of the job (did you mean 'left'?)
          --duration | left      | --duration: 'left' (expected: KEY=SECONDS)
          --duration | left=-1   | --duration left: '-1' (expected: seconds from 0 to
          --default  | 31536001  | --default: '31536001' (expected: seconds from 0 to
          --default  | 1e3       | --default: '1e3' (expected: seconds from 0 to
          --workers  | 0         | command line: sampo.worker.count = 0 (expected: 1 to 100)
          """)
  void what_cannot_be_meant_is_refused_by_name(String option, String value, String message) {
    var called = line.call(nodes, "simulate", "fan.yaml", option, value);

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.err().lines()).singleElement().asString().startsWith(message);
  }

  @Test
  void a_file_of_durations_is_told_all_its_faults_with_their_places() throws IOException {
    line.file("times.json", "{\"lefd\": 1,\n\"right\": \"2\",\n\"join\": -1}");

    var called = line.call(nodes, "simulate", "fan.yaml", "--durations", "times.json");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.err().lines()).hasSize(3);
    assertThat(called.err())
        .contains("times.json:1:")
        .contains("lefd is no task of the job")
        .contains("left")
        .contains("times.json:2:")
        .contains("times.json:3:");
  }

  @Test
  void a_run_that_is_not_there_is_5() {
    assertThat(line.call(nodes, "simulate", "fan.yaml", "--recorded", "9").exitCode()).isEqualTo(5);
  }

  @Test
  void a_job_with_faults_is_not_rehearsed() throws IOException {
    line.file("bad.yaml", "tasks: []\n");

    assertThat(line.call(nodes, "simulate", "bad.yaml").exitCode()).isEqualTo(2);
  }

  @Test
  void a_task_that_fails_for_ever_is_refused() throws IOException {
    line.file("ever.yaml", FAN.replace("max_retries: 1", "max_retries: -1"));

    var called = line.call(nodes, "simulate", "ever.yaml", "--fail", "join");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.err()).startsWith("join: still tried again after 1000 attempts");
  }

  @Test
  void a_task_that_runs_out_of_time_is_stopped() throws IOException {
    line.file("fan.yaml", FAN.replace("max_retries: 1", "timeout_seconds: 5"));

    var task = json("--duration", "join=6").path("tasks").path(4);

    assertThat(task.path("state").asText()).isEqualTo("TIMEDOUT");
    assertThat(task.path("work_millis").asLong()).isEqualTo(5_000);
  }

  @Test
  void no_more_than_a_hundred_tasks_are_shown_to_people() throws IOException {
    var job = new StringBuilder("name: many\ntasks:\n");
    for (var task = 0; task < 103; task++) {
      job.append("  - {task_key: t%d, shell_task: {command: \"true\"}}\n".formatted(task));
    }
    line.file("many.yaml", job.toString());

    assertThat(line.call(nodes, "simulate", "many.yaml").out())
        .contains("\nt99 ")
        .doesNotContain("\nt100 ")
        .endsWith("… 3 more; -o json has all\n");
  }

  @Test
  void nothing_is_run_and_nothing_is_stored() {
    line.call(nodes, "simulate", "fan.yaml");

    assertThat(nodes.submitted).isEmpty();
    assertThat(folder.resolve(".sampo")).doesNotExist();
  }

  private JsonNode json(String... options) {
    var words = new String[options.length + 6];
    System.arraycopy(
        new String[] {"simulate", "fan.yaml", "--slots", "8", "-o", "json"}, 0, words, 0, 6);
    System.arraycopy(options, 0, words, 6, options.length);
    var called = line.call(nodes, words);
    assertThat(called.exitCode()).as(called.err()).isZero();
    try {
      return new ObjectMapper().readTree(called.out());
    } catch (IOException e) {
      throw new AssertionError(called.out(), e);
    }
  }

  private void store(Story story) throws IOException {
    Files.createDirectories(line.runFolder(1));
    var job = Story.job("fan", "split", "left split", "middle split", "right split", "join left");
    nodes.archives.put(line.runFolder(1), new Nodes.Archive(new RunId(1), job, story.events()));
  }
}
