package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarkTest {

  @TempDir private Path folder;

  @Test
  void a_folder_is_one_place_by_whatever_name() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), folder);

    assertThat(Mark.of(link)).isEqualTo(Mark.of(folder));
    assertThat(Mark.of(Files.createDirectory(folder.resolve("other"))).place())
        .isNotEqualTo(Mark.of(folder).place());
  }

  @Test
  void a_life_is_that_of_this_process() throws Exception {
    assertThat(Mark.of(folder).life()).matches(ProcessHandle.current().pid() + "-[1-9][0-9]+");
  }

  @Test
  void what_would_not_stand_alone_in_an_environment_is_refused() {
    assertThatThrownBy(() -> new Mark("a.b", "1"))
        .hasMessage("place: a.b (expected: 1 to 64 of 0-9, a-z, -)");
  }
}
