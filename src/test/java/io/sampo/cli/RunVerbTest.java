package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.cli.process.Interrupts.Kind;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Story;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerbTest {

  @TempDir private Path folder;
  private CommandLineFixture line;

  @BeforeEach
  void writeJob() throws IOException {
    line = new CommandLineFixture(folder);
    line.file("job.yaml", CommandLineFixture.TWO);
  }

  @Test
  void a_run_is_announced_shown_line_by_line_and_summed_up() {
    var called = run(RunVerbTest::good);

    assertThat(called.exitCode()).isZero();
    assertThat(called.err())
        .isEqualTo(
            """
            run 1  two  data %s/.sampo
            ▶ a  RUNNING
            ✔ a  SUCCESS  1.5 s
            ▶ b  RUNNING
            b  FAILED  attempt 1 of 3  exit 1  boom
              log: %s/tasks/b/0/log
            ○ b  READY  attempt 2 of 3 at once
            ▶ b  RUNNING  attempt 2 of 3
            ✔ b  SUCCESS  2.0 s
            """
                .formatted(folder, line.runFolder(1)));
    assertThat(called.out())
        .isEqualTo(
            """
            run 1  two  SUCCESS  4.0 s
              ✔ a  SUCCESS          1.5 s
              ✔ b  SUCCESS          2.0 s      2 attempts
              cluster default  1 node  4.0 node-seconds
            b
              top
                who  much
                x      12
                yy      3
            """);
  }

  @Test
  void with_json_stdout_is_the_run_document_alone_and_progress_goes_on() throws IOException {
    var called = run(RunVerbTest::good, "-o", "json");

    var document = new ObjectMapper().readTree(called.out());
    assertThat(document.path("run_id").asLong()).isEqualTo(1);
    assertThat(document.path("result").asText()).isEqualTo("SUCCESS");
    assertThat(document.path("coordinator").asText()).isEqualTo("here");
    assertThat(called.err()).startsWith("run 1  two  data ");
  }

  @Test
  void a_terminal_gets_a_live_picture_unless_no_colour_is_wanted() {
    line.properties.put("sampo.stderr.terminal", "true");
    var live = run(RunVerbTest::good);
    line.environment.put("NO_COLOR", "1");
    var plain = run(RunVerbTest::good);

    assertThat(live.err()).startsWith("run 1  two  data ").contains("\u001b[32m✔ a  SUCCESS");
    assertThat(live.err()).contains("b  FAILED  attempt 1 of 3  exit 1  boom\n");
    assertThat(plain.err()).doesNotContain("\u001b").contains("✔ a  SUCCESS");
  }

  @Test
  void the_result_decides_the_exit_code() {
    assertThat(run(run -> over(run, RunResult.FAILED)).exitCode()).isEqualTo(3);
    assertThat(run(run -> over(run, RunResult.TIMEDOUT)).exitCode()).isEqualTo(6);
    assertThat(run(run -> over(run, RunResult.CANCELED)).exitCode()).isEqualTo(7);
  }

  @Test
  void the_document_is_printed_also_when_the_run_failed() {
    var called = run(run -> over(run, RunResult.FAILED), "-o", "json");

    assertThat(called.out()).contains("\"result\":\"FAILED\"");
  }

  @Test
  void a_bad_file_is_refused_with_its_place_and_nothing_is_started() throws IOException {
    line.file("job.yaml", "name: x\ntasks: []\n");

    var called = run(RunVerbTest::good);

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.err()).contains("job.yaml:2:8: tasks:");
    assertThat(folder.resolve(".sampo")).doesNotExist();
  }

  @Test
  void a_complaint_is_json_if_results_are() throws IOException {
    var called = run(RunVerbTest::good, "-p", "whom=x", "-o", "json");

    var error = new ObjectMapper().readTree(called.err());
    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(error.path("error_code").asText()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(error.path("message").asText()).contains("whom").contains("who");
    assertThat(called.out()).isEmpty();
  }

  @Test
  void a_parameter_is_split_at_the_first_equals_sign_and_the_last_wins() {
    var nodes = new FakeNodes(RunVerbTest::good);

    line.call(nodes, "run", "job.yaml", "-p", "who=a", "-p", "who=b=c");

    assertThat(nodes.parameters).containsExactly(Map.of("who", "b=c"));
  }

  @Test
  void a_word_that_begins_with_at_stays_as_it_is() throws IOException {
    var nodes = new FakeNodes(RunVerbTest::good);
    var secret = line.file("secret", "who=leaked");

    line.call(nodes, "run", "job.yaml", "-p", "who=@" + secret);

    assertThat(nodes.parameters).containsExactly(Map.of("who", "@" + secret));
  }

  @Test
  void a_plus_before_a_task_takes_all_above_it_and_one_behind_it_all_below() throws IOException {
    line.file(
        "wide.yaml",
        """
        name: wide
        tasks:
          - {task_key: a, shell_task: {command: "true"}}
          - {task_key: b, depends_on: [{task_key: a}], shell_task: {command: "true"}}
          - {task_key: c, depends_on: [{task_key: b}], shell_task: {command: "true"}}
          - {task_key: d, depends_on: [{task_key: a}], shell_task: {command: "true"}}
        """);

    assertThat(selected("+b")).containsExactly("a", "b");
    assertThat(selected("b+")).containsExactly("b", "c");
    assertThat(selected("+b+")).containsExactly("a", "b", "c");
    assertThat(selected("d,+b")).containsExactly("a", "b", "d");
    assertThat(
            line.call(
                    new FakeNodes(run -> over(run, RunResult.SUCCESS)),
                    "run",
                    "wide.yaml",
                    "--only",
                    "+bb")
                .err())
        .contains("--only: bb is no task of the job");
  }

  private List<String> selected(String only) {
    var nodes = new FakeNodes(run -> over(run, RunResult.SUCCESS));
    line.call(nodes, "run", "wide.yaml", "--only", only);
    return nodes.submitted.getLast().tasks().stream().map(task -> task.key().value()).toList();
  }

  @Test
  void only_the_named_tasks_are_run_and_what_they_waited_for_is_said_once() {
    var nodes = new FakeNodes(run -> over(run, RunResult.SUCCESS));

    var called = line.call(nodes, "run", "job.yaml", "--only", "b");
    var unknown = line.call(nodes, "run", "job.yaml", "--only", "b,bb");

    assertThat(called.err()).contains("notice: not run, and not waited for: a\n");
    assertThat(nodes.submitted).hasSize(1);
    assertThat(nodes.submitted.getFirst().tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.key()).isEqualTo(new TaskKey("b")))
        .satisfies(task -> assertThat(task.dependsOn()).isEmpty());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("bb is no task of the job (did you mean 'b'?)");
  }

  @Test
  void workers_is_a_setting() {
    var nodes = new FakeNodes(RunVerbTest::good);

    line.call(nodes, "run", "job.yaml", "--workers", "3");
    var called = line.call(nodes, "run", "job.yaml", "--workers", "none");

    assertThat(nodes.settings).singleElement().extracting(s -> s.worker().count()).isEqualTo(3);
    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.err()).contains("sampo.worker.count = none (expected: 1 to 100)");
  }

  @Test
  void each_run_takes_an_id_for_itself_and_one_for_each_task() {
    run(RunVerbTest::good);

    assertThat(run(RunVerbTest::good).err()).startsWith("run 4  two");
    assertThat(line.runFolder(4)).isDirectory();
  }

  @Test
  void ctrl_c_cancels_the_run_and_exits_with_130() {
    var nodes =
        new FakeNodes(run -> Story.of(run.value(), "two").running(0, 0))
            .onWish(
                Story.of(1, "two")
                    .running(0, 0)
                    .stopped("Ctrl-C")
                    .resolved(TaskStatus.CANCELED, 1)
                    .ended(0, 0, new Outcome.Canceled(), 5, new Next.Rest(TaskStatus.CANCELED))
                    .over(RunResult.CANCELED, "Run canceled."));
    nodes.onFollowed = _ -> line.interrupts.receive(Kind.INT);

    var called = line.call(nodes, "run", "job.yaml", "-o", "json");

    assertThat(called.exitCode()).isEqualTo(130);
    assertThat(nodes.wishes).containsExactly(new RunCommand.Stop(StopReason.CANCELED, "Ctrl-C"));
    assertThat(called.out()).contains("\"result\":\"CANCELED\"");
    assertThat(called.err()).doesNotContain("resume");
    assertThat(line.halts).isEmpty();
  }

  @Test
  void a_node_that_cannot_go_on_is_an_error_that_names_the_way_back() {
    var nodes = new FakeNodes(run -> Story.of(run.value(), "two").running(0, 0));
    nodes.failure = new IllegalStateException("the disk is full");

    var called = line.call(nodes, "run", "job.yaml");

    assertThat(called.exitCode()).isEqualTo(1);
    assertThat(called.err()).contains("the disk is full").endsWith("scripts/sampo resume 1\n");
  }

  @Test
  void a_second_signal_ends_the_process_at_once() {
    line.interrupts.receive(Kind.INT);
    line.interrupts.receive(Kind.INT);

    assertThat(line.halts).containsExactly(130);
  }

  @Test
  void term_and_hup_leave_the_run_to_be_resumed() {
    var nodes = new FakeNodes(run -> Story.of(run.value(), "two").running(0, 0));
    nodes.onFollowed = _ -> line.interrupts.receive(Kind.TERM);
    var hungUp = new CommandLineFixture(folder);
    var others = new FakeNodes(run -> Story.of(run.value(), "two").running(0, 0));
    others.onFollowed = _ -> hungUp.interrupts.receive(Kind.HUP);

    var called = line.call(nodes, "run", "job.yaml");

    assertThat(called.exitCode()).isEqualTo(143);
    assertThat(called.err()).endsWith("scripts/sampo resume 1\n");
    assertThat(nodes.wishes).isEmpty();
    assertThat(nodes.closed).isEqualTo(1);
    assertThat(hungUp.call(others, "run", "job.yaml").exitCode()).isEqualTo(129);
  }

  @Test
  void a_live_run_answers_by_its_socket_and_is_locked() {
    var nodes = new FakeNodes(run -> Story.of(run.value(), "two").running(0, 0));
    var other = new CommandLineFixture(folder);
    var journalOfOther = new FakeNodes(RunVerbTest::good);
    var asked = new CompletableFuture<Called>();
    nodes.onFollowed =
        runFolder ->
            Thread.startVirtualThread(() -> {
              assertThat(runFolder.resolve("lock")).hasContent(pid());
              await().until(() -> other.call(journalOfOther, "runs", "get", "1").exitCode() == 0);
              asked.complete(other.call(journalOfOther, "runs", "get", "1", "-o", "json"));
              line.interrupts.receive(Kind.TERM);
            });

    line.call(nodes, "run", "job.yaml");

    assertThat(asked.join().out()).contains("\"run_id\":1").contains("\"state\":\"RUNNING\"");
    assertThat(line.runFolder(1).resolve("socket")).doesNotExist();
    assertThat(Files.isSymbolicLink(line.runFolder(1).resolve("socket"))).isFalse();
  }

  @Test
  void the_last_lines_of_a_failed_attempts_log_are_shown_without_what_steers_terminals()
      throws IOException {
    var log = line.runFolder(1).resolve("tasks/b/0/log");
    var written =
        new FakeNodes(run -> {
          write(log, "first\n" + "x\n".repeat(19) + "\u001b[31mred\n");
          return good(run);
        });

    var called = line.call(written, "run", "job.yaml");

    assertThat(called.err())
        .contains("boom\n" + "  | x\n".repeat(19) + "  | \uFFFD[31mred\n  log: " + log + "\n")
        .doesNotContain("first");
  }

  private Called run(Function<RunId, Story> script, String... more) {
    var arguments = new ArrayList<>(List.of("run", "job.yaml"));
    arguments.addAll(List.of(more));
    return line.call(new FakeNodes(script), arguments.toArray(String[]::new));
  }

  private static Story good(RunId run) {
    return Story.of(run.value(), "two")
        .running(0, 0)
        .later(1_500)
        .succeeded(0, 0, 1_500, Map.of())
        .running(1, 0)
        .later(500)
        .failed(1, 0, "boom", new Next.Retry(0))
        .running(1, 1)
        .later(2_000)
        .succeeded(
            1, 1, 2_000, Map.of("top", "[{\"who\":\"x\",\"much\":12},{\"who\":\"yy\",\"much\":3}]"))
        .over(RunResult.SUCCESS, "");
  }

  private static Story over(RunId run, RunResult result) {
    return Story.of(run.value(), "two").over(result, "");
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
