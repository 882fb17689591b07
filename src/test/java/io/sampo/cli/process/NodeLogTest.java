package io.sampo.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class NodeLogTest {

  @TempDir private Path folder;

  @Test
  void our_warnings_are_shown_and_everything_from_info_on_is_in_the_file() throws IOException {
    var shown = new ArrayList<String>();
    var own = LoggerFactory.getLogger("io.sampo.persistence.Something");
    var foreign = LoggerFactory.getLogger("org.example.Something");

    try (var _ = NodeLog.open(folder, shown::add)) {
      own.info("opened");
      own.warn("torn end at {}", 4711);
      foreign.warn("odd", new IllegalStateException("why"));
      foreign.debug("noise");
    }
    own.warn("too late");

    assertThat(shown).containsExactly("torn end at 4711");
    assertThat(Files.readString(folder.resolve("node.log")))
        .contains("INFO  io.sampo.persistence.Something - opened\n")
        .contains("WARN  io.sampo.persistence.Something - torn end at 4711\n")
        .contains("WARN  org.example.Something - odd\njava.lang.IllegalStateException: why\n")
        .doesNotContain("noise", "too late");
  }
}
