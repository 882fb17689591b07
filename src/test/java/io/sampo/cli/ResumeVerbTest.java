package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.session.Nodes;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeVerbTest {

  private static final JobDefinition JOB = Story.job("medallion", "a", "b a", "c b");

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(ResumeVerbTest::resumed);

  @BeforeEach
  void makeFolder() {
    line = new CommandLineFixture(folder);
  }

  @Test
  void an_interrupted_run_goes_on_and_says_what_is_kept_done_again_and_waiting()
      throws IOException {
    store(7, interrupted(7));

    var called = line.call(nodes, "resume", "7");

    assertThat(called.exitCode()).isZero();
    assertThat(called.err()).startsWith("run 7  kept 1  again 1  waiting 1\n");
    assertThat(called.out()).startsWith("run 7  medallion  SUCCESS");
  }

  @Test
  void a_task_whose_worker_was_not_heard_before_the_interrupt_is_done_again() throws IOException {
    store(7, Story.of(7, "medallion").running(0, 0).succeeded(0, 0, 1, Map.of()).assigned(1, 0));

    var called = line.call(nodes, "resume", "7");

    assertThat(called.err()).startsWith("run 7  kept 1  again 1  waiting 1\n");
  }

  @Test
  void what_was_before_the_interrupt_is_not_shown_as_news() throws IOException {
    store(7, interrupted(7));

    var called = line.call(nodes, "resume", "7");

    assertThat(called.err()).doesNotContain("a  RUNNING").contains("b  RUNNING  attempt 2");
    assertThat(called.err().lines()).filteredOn(line -> line.contains("b  RUNNING")).hasSize(1);
  }

  @Test
  void one_run_is_a_document_and_several_are_an_array() throws IOException {
    store(7, interrupted(7));
    var one = line.call(nodes, "resume", "7", "-o", "json");
    store(7, interrupted(7));
    var only = line.call(nodes, "resume", "-o", "json");
    store(7, interrupted(7));
    store(11, interrupted(11));
    var all = line.call(nodes, "resume", "-o", "json");

    assertThat(new ObjectMapper().readTree(one.out()).path("run_id").asLong()).isEqualTo(7);
    assertThat(only.out()).isEqualTo(one.out());
    assertThat(new ObjectMapper().readTree(all.out()))
        .extracting(run -> run.path("run_id").asLong())
        .containsExactly(7L, 11L);
  }

  @Test
  void the_first_exit_code_that_is_not_0_counts_and_the_others_still_go_on() throws IOException {
    store(7, interrupted(7));
    store(9, interrupted(9));
    store(11, interrupted(11));
    var failing =
        new FakeNodes(run ->
            run.value() == 9
                ? interrupted(9).over(RunResult.TIMEDOUT, "late")
                : run.value() == 11 ? interrupted(11).over(RunResult.FAILED, "no") : resumed(run));
    failing.archives.putAll(nodes.archives);

    var called = line.call(failing, "resume");

    assertThat(called.exitCode()).isEqualTo(6);
    assertThat(called.out()).contains("run 7").contains("run 9").contains("run 11");
  }

  @Test
  void nothing_to_resume_is_0_and_an_unknown_run_is_5() throws IOException {
    var nothing = line.call(nodes, "resume");
    store(7, resumed(new RunId(7)));
    Files.createDirectories(line.runFolder(8));

    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.err()).startsWith("nothing to resume in ");
    assertThat(line.call(nodes, "resume", "-o", "json").out()).isEqualTo("[]\n");
    assertThat(line.call(nodes, "resume", "7").exitCode()).isZero();
    assertThat(line.call(nodes, "resume", "8").exitCode()).isEqualTo(5);
    assertThat(line.call(nodes, "resume", "9").exitCode()).isEqualTo(5);
    assertThat(line.call(nodes, "resume", "x").exitCode()).isEqualTo(5);
  }

  @Test
  void a_run_that_somebody_carries_out_is_left_to_him() throws IOException {
    store(7, interrupted(7));
    var lock = Files.writeString(line.runFolder(7).resolve("lock"), "4711");

    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var called = line.call(nodes, "resume", "7", "-o", "json");

      assertThat(called.exitCode()).isEqualTo(1);
      assertThat(called.err()).contains("RESOURCE_CONFLICT").contains("in use by pid 4711");
    }
  }

  private void store(long run, Story story) throws IOException {
    Files.createDirectories(line.runFolder(run));
    nodes.archives.put(line.runFolder(run), new Nodes.Archive(new RunId(run), JOB, story.events()));
  }

  private static Story interrupted(long run) {
    return Story.of(run, "medallion")
        .running(0, 0)
        .later(1_000)
        .succeeded(0, 0, 1_000, Map.of())
        .running(1, 0)
        .later(1_000);
  }

  private static Story resumed(RunId run) {
    return interrupted(run.value())
        .takenOver("here")
        .failed(1, 0, "lost", new Next.Retry(0))
        .running(1, 1)
        .succeeded(1, 1, 10, Map.of())
        .resolved(TaskStatus.SUCCESS, 2)
        .over(RunResult.SUCCESS, "");
  }
}
