package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.Posix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

  @Test
  void what_a_short_process_leaves_behind_belongs_to_it(@TempDir Path folder) throws Exception {
    var words = List.of("sh", "-c", "sleep 600 & exit 0");
    var environment = Map.of("PATH", "/usr/bin:/bin", "OF_THE_TREE", "yes");
    var launch = new Launch("/bin/sh", words, environment, folder, folder.resolve("log"));
    try (var spawner = new Spawner()) {
      var root = spawner.start(launch, Spawner.NO_INPUT);
      var tree = new ProcessTree(root, List.of("OF_THE_TREE=yes"));
      Posix.awaitEnd(root);

      assertThat(tree.members()).hasSize(1).doesNotContain(root);

      tree.signal(Posix.SIGKILL);
      await().until(() -> tree.members().isEmpty());
      Posix.reap(root);
    }
  }
}
