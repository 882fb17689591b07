package io.sampo.cluster.node;

import static io.sampo.cluster.node.TestNodes.awaitEnd;
import static io.sampo.cluster.node.TestNodes.job;
import static io.sampo.cluster.node.TestNodes.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  @TempDir Path folder;

  @Test
  void a_notebook_runs_as_it_was_submitted_on_a_node_without_journal_and_files() throws Exception {
    var seen = folder.resolve("seen");
    var notebook = Files.writeString(folder.resolve("n.java"), writes("as submitted", seen));
    try (var nodes = new TestNodes(folder, Map.of())) {
      var coordinator = nodes.start("c1", "coordinator", Map.of());
      nodes.start("w1", "worker", Map.of("sampo.cluster.seeds", coordinator.life().address()));
      var name = notebook.toString();
      var content = coordinator.life().files().put(notebook);
      Files.writeString(notebook, writes("as edited", seen));

      var run = submit(coordinator, job(notebook(name)), Map.of(name, content));

      assertThat(awaitEnd(coordinator, run)).isEqualTo(RunResult.SUCCESS);
      assertThat(seen).hasContent("as submitted");
    }
  }

  private static TaskDefinition notebook(String file) {
    return TaskDefinition.of(new TaskKey("n"), List.of(), new Work.Notebook(file, Map.of()));
  }

  private static String writes(String text, Path file) {
    return "Files.writeString(Path.of(\"%s\"), \"%s\");".formatted(file, text);
  }
}
