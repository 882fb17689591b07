package io.sampo.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.process.Mark;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalExecutorTest {

  @TempDir private Path folder;

  @Test
  void each_kind_of_work_is_carried_out_as_that_kind() throws Exception {
    assertThat(run(new Work.Shell(List.of("sh", "-c", "exit 3"), Map.of(), null)))
        .isEqualTo(new Outcome.Failed(false, "exit 3", 3, null));
    assertThat(run(new Work.Sql("select 1", null, null, Map.of())))
        .isEqualTo(Outcome.Succeeded.PLAIN);
    assertThat(message(run(new Work.JavaClass("no.Such", null, Map.of()))))
        .startsWith("main_class_name: 'no.Such'");
    assertThat(message(run(new Work.Notebook("a.scala", Map.of()))))
        .startsWith("notebook: 'a.scala'");
  }

  @Test
  void a_file_that_was_not_pinned_is_a_failure_of_the_attempt() throws Exception {
    assertThat(message(run(new Work.Notebook("/jobs/a.java", Map.of()))))
        .contains("file: '/jobs/a.java' (expected: one that was pinned");
  }

  @Test
  void an_attempt_whose_folder_cannot_be_made_fails() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    folder = file.resolve("attempt");

    assertThat(message(run(new Work.Sql("select 1", null, null, Map.of()))))
        .startsWith("cannot be carried out: ")
        .contains(file.toString());
  }

  private Outcome run(Work work) throws Exception {
    var attempt = new AttemptFolder(folder);
    var mark = new Mark("local-test", "1");
    try (var executor =
        new LocalExecutor(mark, attempt.source(), System.getenv(), LogLimit.DEFAULT_BYTES_MAX)) {
      return AttemptFolder.outcome(end -> executor.launch(attempt.spec(work), end));
    }
  }

  private static String message(Outcome outcome) {
    return ((Outcome.Failed) outcome).message();
  }
}
