package io.sampo.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIdsTest {

  @TempDir private Path folder;

  @Test
  void ranges_follow_each_other_also_for_another_process() throws IOException {
    var file = folder.resolve("ids");

    assertThat(new RunIds(file).take(3)).isEqualTo(1);
    assertThat(new RunIds(file).take(1)).isEqualTo(4);
    assertThat(new RunIds(file).take(1)).isEqualTo(5);
  }

  @Test
  void a_damaged_counter_is_refused_with_its_place() throws IOException {
    var file = folder.resolve("ids");
    Files.write(file, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> new RunIds(file).take(1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": 3 bytes");
  }

  @Test
  void no_id_is_taken_that_a_double_could_not_hold() throws IOException {
    var file = folder.resolve("ids");
    Files.write(file, ByteBuffer.allocate(8).putLong((1L << 53) - 1).array());

    assertThatThrownBy(() -> new RunIds(file).take(1)).isInstanceOf(IOException.class);
  }
}
