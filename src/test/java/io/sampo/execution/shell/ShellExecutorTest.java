package io.sampo.execution.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.process.Mark;
import io.sampo.execution.process.ProcessHost;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellExecutorTest {

  private static final Map<String, String> NODE =
      Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/sampo", "LANG", "C.UTF-8", "SECRET", "x");

  @TempDir private Path folder;
  private AttemptFolder attempt;
  private LogLimit logLimit;
  private ProcessHost processes;

  @BeforeEach
  void open() {
    attempt = new AttemptFolder(folder);
    logLimit = new LogLimit(LogLimit.DEFAULT_BYTES_MAX);
    processes = new ProcessHost(new Mark("shell-test", "1"), logLimit);
  }

  @AfterEach
  void close() {
    processes.close();
    logLimit.close();
  }

  @Test
  void a_command_that_exits_with_0_has_succeeded() throws Exception {
    assertThat(run("sh", "-c", "echo out; echo err >&2")).isEqualTo(Outcome.Succeeded.PLAIN);

    assertThat(attempt.log()).isEqualTo("out\nerr\n");
  }

  @Test
  void every_exit_code_is_told_as_it_was() throws Exception {
    for (var code = 1; code <= 255; code++) {
      assertThat(run("sh", "-c", "exit " + code)).isEqualTo(failed("exit " + code, code));
    }
  }

  @ParameterizedTest(name = "{0} is told by its name")
  @CsvSource({"KILL,SIGKILL", "SEGV,SIGSEGV", "XCPU,SIGXCPU", "TERM,SIGTERM"})
  void a_signal_is_told_by_its_name(String signal, String name) throws Exception {
    assertThat(run("sh", "-c", "kill -%s $$".formatted(signal)))
        .isEqualTo(failed("killed by " + name, null));
  }

  @Test
  void the_environment_is_exactly_the_promised_one() throws Exception {
    var work = new Work.Shell(List.of("env"), Map.of("MINE", "a b", "SAMPO_FENCE", "0"), null);

    AttemptFolder.outcome(end -> executor().launch(attempt.spec(work), work, end));

    assertThat(attempt.log().lines())
        .containsExactlyInAnyOrder(
            "PATH=/usr/bin:/bin",
            "HOME=/home/sampo",
            "LANG=C.UTF-8",
            "MINE=a b",
            "SAMPO_JOB_ID=9",
            "SAMPO_RUN_ID=77",
            "SAMPO_TASK_KEY=task",
            "SAMPO_ATTEMPT=0",
            "SAMPO_FENCE=500",
            "SAMPO_NODE=shell-test.1");
  }

  @Test
  void it_starts_in_an_empty_folder_of_its_attempt() throws Exception {
    run("sh", "-c", "pwd; ls -A");

    assertThat(attempt.log()).isEqualTo(folder.resolve("work").toRealPath() + "\n");
  }

  @Test
  void it_starts_where_the_task_says(@TempDir Path elsewhere) throws Exception {
    runIn(elsewhere.toString(), "pwd");

    assertThat(attempt.log()).isEqualTo(elsewhere.toRealPath() + "\n");
  }

  @Test
  void it_inherits_no_descriptor_no_input_and_no_blocked_or_ignored_signal() throws Exception {
    run("sh", "-c", "ls /proc/self/fd | wc -l; wc -c; grep -E 'Sig(Blk|Ign)' /proc/self/status");

    var lines = attempt.log().lines().toList();
    assertThat(lines.subList(0, 2)).containsExactly("4", "0");
    assertThat(lines.subList(2, 4)).allMatch(line -> ordinarySignals(line) == 0);
  }

  /** Signals 1 to 31 of a line of {@code /proc/…/status}; the next two belong to the C library. */
  private static long ordinarySignals(String line) {
    return Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16) & 0x7fffffff;
  }

  @Test
  void it_leads_a_session_of_its_own() throws Exception {
    run(
        "sh",
        "-c",
        "read -r pid name state parent group session rest < /proc/$$/stat;"
            + " echo $((pid - group)) $((pid - session))");

    assertThat(attempt.log()).isEqualTo("0 0\n");
  }

  @Test
  void a_missing_command_names_itself_and_the_path() throws Exception {
    assertThat(run("no-such-command"))
        .isEqualTo(
            failed(
                "command not found: 'no-such-command'"
                    + " (expected: an executable file in PATH=/usr/bin:/bin)",
                null));
  }

  @Test
  void a_file_that_may_not_be_executed_says_so() throws Exception {
    var file = Files.writeString(folder.resolve("plain"), "x");

    assertThat(message(run(file.toString())))
        .startsWith("command may not be executed: '%s'".formatted(file));
  }

  @Test
  void a_script_without_an_interpreter_says_so() throws Exception {
    assertThat(message(run(script("echo hello")))).endsWith("a script that begins with #!");
    assertThat(message(run(script("#!/no/such/shell\n"))))
        .endsWith("the interpreter that its first line names does not exist");
  }

  @Test
  void a_missing_working_directory_names_itself() throws Exception {
    assertThat(message(runIn("/no/such/folder", "pwd")))
        .isEqualTo("working_directory: '/no/such/folder' (expected: an existing folder)");
  }

  @Test
  void a_folder_of_the_attempt_that_cannot_be_made_is_named() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    attempt = new AttemptFolder(file.resolve("attempt"));

    assertThat(message(run("pwd"))).contains(file.toString());
  }

  @Test
  void a_NUL_in_an_argument_is_refused_rather_than_cut() throws Exception {
    assertThat(message(run("echo", "a\0b"))).contains("a\\0b (expected: no NUL character)");
  }

  private String script(String text) throws Exception {
    var file = Files.writeString(folder.resolve("script"), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  private Outcome run(String... command) throws Exception {
    return runIn(null, command);
  }

  private Outcome runIn(@Nullable String directory, String... command) throws Exception {
    var work = new Work.Shell(List.of(command), Map.of(), directory);
    return AttemptFolder.outcome(end -> executor().launch(attempt.spec(work), work, end));
  }

  private ShellExecutor executor() {
    return new ShellExecutor(processes, NODE);
  }

  private static Outcome failed(String message, @Nullable Integer exitCode) {
    return new Outcome.Failed(false, message, exitCode, null);
  }

  private static String message(Outcome outcome) {
    return ((Outcome.Failed) outcome).message();
  }
}
