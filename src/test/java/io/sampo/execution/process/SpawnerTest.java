package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sampo.execution.AttemptException;
import io.sampo.execution.posix.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {

  @Test
  void a_folder_for_the_log_that_has_gone_is_named(@TempDir Path folder) {
    var log = folder.resolve("gone").resolve("log");
    var launch = new Launch("/bin/sh", List.of("sh", "-c", "pwd"), Map.of(), folder, log);

    try (var spawner = new Spawner()) {
      assertThatExceptionOfType(AttemptException.class)
          .isThrownBy(() -> spawner.start(launch, Spawner.NO_INPUT))
          .withMessageEndingWith("no folder %s for its log".formatted(folder.resolve("gone")));
    }
  }
}
